import { noRules, type Rules, type Terms } from '../../shared/subscribers/rules.ts';

export interface GivenRules extends Partial<Omit<Rules, 'include' | 'exclude'>> {
  readonly include?: Partial<Terms>;
  readonly exclude?: Partial<Terms>;
}

/** Rules without a wish, and whatever the test is about. */
export function rules({ include = {}, exclude = {}, ...rest }: GivenRules = {}): Rules {
  return {
    ...noRules,
    ...rest,
    include: { ...noRules.include, ...include },
    exclude: { ...noRules.exclude, ...exclude },
  };
}
