import { type Rules, rulesSchema } from '../../shared/subscribers/rules.ts';

/** Rules with nothing but what the test is about. */
export function rules(given: {
  readonly include?: Partial<Rules['include']>;
  readonly exclude?: Partial<Rules['exclude']>;
  readonly minUpvotes?: number;
  readonly fillUp?: boolean;
}): Rules {
  return rulesSchema.parse(given);
}
