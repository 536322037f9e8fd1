import { describe, expect, it } from 'vitest';
import { slotOf } from '../../shared/subscribers/slots.ts';
import { preferencesForm, useWeb } from '../support/use-web.ts';

const { web, reader, stored } = useWeb();

const pageOf = async (answer: Promise<Response>) => (await answer).text();

describe('the rhythm of a reader', () => {
  it('can be working days only, with a note on quiet days', async () => {
    const { address, key } = await reader();
    const wish = { ...preferencesForm, frequency: 'weekdays', quietNote: 'true' };

    const page = await pageOf(web().post(`/r/${key}/preferences`, wish));

    const { id, preferences } = (await stored(address))!;
    expect(page).toContain('Monday to Friday, when there are papers, at 20:00 Lima time');
    expect(page).toMatch(/name="quietNote" value="true" checked/);
    expect(preferences).toMatchObject({ frequency: 'weekdays', quietNote: true });
    const { readers } = await web().subscribers.pageSlot(slotOf({ id, preferences }), { limit: 100 });
    expect(readers).toContainEqual({ id, frequency: 'weekdays' });
  });

  it('loses the note when its box is left empty, and keeps it empty beside a problem', async () => {
    const { address, key } = await reader();
    await web().post(`/r/${key}/preferences`, { ...preferencesForm, quietNote: 'true' });

    const refused = await pageOf(web().post(`/r/${key}/preferences`, { ...preferencesForm, maxPapers: '0' }));
    await web().post(`/r/${key}/preferences`, preferencesForm);

    expect(refused).not.toMatch(/name="quietNote" value="true" checked/);
    expect((await stored(address))!.preferences).not.toHaveProperty('quietNote');
  });

  it('is explained wherever an hour is chosen: which day’s list it brings', async () => {
    const { key } = await reader('pending');
    const meaning = 'At 07:00 in Berlin you get the list of the day before; from 10:00';

    const home = await pageOf(web().get('/'));
    const confirming = await pageOf(web().get(`/r/${key}/confirm`));
    const confirmed = await pageOf(web().post(`/r/${key}/confirm`));
    const preferences = await pageOf(web().get(`/r/${key}/preferences`));

    expect(home).toContain('A day’s list is complete soon after 08:05 UTC');
    for (const page of [confirming, confirmed, preferences]) expect(page).toContain(meaning);
  });
});
