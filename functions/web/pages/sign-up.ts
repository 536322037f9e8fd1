import type { Site } from '../deps.ts';
import type { SignUpProblems } from '../read-sign-up.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { problemSummary } from './problem-summary.ts';
import { signUpForm } from './sign-up-form.ts';

/** The sign-up form again, after something in it was not right. */
export function signUpPage(
  site: Site,
  fields: Readonly<Record<string, unknown>>,
  problems: SignUpProblems,
): Html {
  const main = html`<section class="narrow-page" aria-labelledby="sign-up">
<h1 id="sign-up">Almost there</h1>
${problemSummary(problems)}
${signUpForm(site, { fields, problems })}
</section>`;
  return layout(site, { title: 'Error: Almost there', main, kind: 'private' });
}
