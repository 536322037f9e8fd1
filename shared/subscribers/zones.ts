/**
 * Names that the IANA database has replaced, but that this runtime (ICU) still hands out as the canonical ones.
 * Readers look for the name of today. Source: IANA tzdata, file `backward`.
 */
export const renamedZones: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
]);

/** Every zone offered, sorted, `UTC` first. */
export const zoneNames: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone')
    .filter(name => name.includes('/') && !name.startsWith('Etc/'))
    .map(name => renamedZones.get(name) ?? name)
    .sort(),
];

const offeredByLowerCase = new Map(zoneNames.map(name => [name.toLowerCase(), name]));
const ianaName = /^[a-z][\w+-]*(\/[\w+-]+){0,2}$/i;

/**
 * The zone's canonical name, whatever the letter case and including names of old (`US/Pacific`, `Asia/Calcutta`);
 * undefined when there is no such zone. Bare offsets (`+01:00`) are no zones: they know no daylight saving.
 */
export function canonicalZone(text: string): string | undefined {
  const name = text.trim();
  const offered = offeredByLowerCase.get(name.toLowerCase());
  if (offered !== undefined) return offered;
  if (!ianaName.test(name)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return renamedZones.get(timeZone) ?? timeZone;
  } catch {
    return undefined;
  }
}

/** The zone's place as a person would say it: `Europe/Berlin` is Berlin, `America/Argentina/Salta` is Salta. */
export function zonePlace(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
