import { createHash } from 'node:crypto';
import { icon } from './icon.ts';
import { styleSheet } from './style-sheet.ts';
import { zoneScript } from './zone-script.ts';

export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: string;
  /** The content's hash. */
  readonly version: string;
  /** What pages ask for: path and version, so that browsers may keep it for ever. */
  readonly url: string;
}

export const assets = {
  style: asset('/assets/style.css', 'text/css; charset=utf-8', styleSheet),
  zone: asset('/assets/zone.js', 'text/javascript; charset=utf-8', zoneScript),
  icon: asset('/assets/icon.svg', 'image/svg+xml', icon),
};

function asset(path: string, type: string, content: string): Asset {
  const version = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path, type, content, version, url: `${path}?v=${version}` };
}
