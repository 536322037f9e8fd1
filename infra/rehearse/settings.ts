/**
 * The stage that is rehearsed: like a first deployment without a domain. Its own schedules never come due, because the
 * emulator would not tell the functions which instant it is; the rehearsal fires them.
 */
export function rehearsalSettings(listingUrl: string, postalAddress: string) {
  const never = 'cron(0 0 1 1 ? 2099)';
  return {
    sender: { name: 'Daily Papers', address: 'papers@rehearsal.example' },
    listId: 'digest.rehearsal.example',
    postalAddress,
    sources: { huggingFace: { url: listingUrl } },
    schedule: { ingest: never, dispatch: never, settleHour: 0 },
    alarmAddress: 'operator@rehearsal.example',
    removal: 'destroy',
    logRetentionDays: 1,
  };
}
