/**
 * Whether a source may be asked at this address: https at a public name, or plain http on this machine, where a stand-in
 * listens. Not by number, for those of link-local and private networks lead to what only our own network may reach; and
 * nothing but the origin, for the paths are ours.
 */
export function isSourceOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, protocol, hostname } = new URL(address);
  // A URL's own spelling of the host: `0x7f.1` and `2130706433` are 127.0.0.1.
  if (address !== origin && address !== `${origin}/`) return false;
  if (protocol === 'http:') return hostname === '127.0.0.1';
  return protocol === 'https:' && publicName.test(hostname) && !privateName.test(hostname);
}

const publicName = /^([a-z0-9-]+\.)+[a-z][a-z0-9-]+$/;
/** Names that mean something inside a network only, a cloud's metadata service among them. */
const privateName = /(^|\.)(local|localhost|internal|intranet|home|lan|arpa)$/;
