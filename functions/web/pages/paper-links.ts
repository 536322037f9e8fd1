import { type PaperLinks, paperLinks } from '../../../shared/digests/links.ts';
import type { ListedPaper } from '../../../shared/papers/paper.ts';
import { type Html, html } from './html.ts';

/** Where the paper and what belongs to it can be found outside, as a list of links; nothing when there is nowhere. */
export function paperLinkList(listed: Pick<ListedPaper, 'paper' | 'entry'>): Html {
  const links = outsideLinks(paperLinks(listed, ''));
  if (links.length === 0) return html``;
  const items = links.map(
    ({ label, url }) =>
      html`<li><a href="${url}" rel="noreferrer">${label}<span class="unseen"> of ${listed.paper.title}</span></a></li>`,
  );
  return html`<ul class="links">${items}</ul>`;
}

interface OutsideLink {
  readonly label: string;
  readonly url: string;
}

function outsideLinks({ paper, arxiv, code, project }: PaperLinks): OutsideLink[] {
  const labelled: [string, string | undefined][] = [
    [paper.startsWith('https://arxiv.org/') ? 'arXiv' : 'Hugging Face', paper],
    ['arXiv', arxiv],
    ['Code', code],
    ['Project', project],
  ];
  return labelled.flatMap(([label, url]) => (url?.startsWith('https://') === true ? [{ label, url }] : []));
}
