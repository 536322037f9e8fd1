import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { consoleCss } from './console-css.ts';
import type { ConsoleView } from './console-view.ts';
import { createFormToken, onlyLocalHosts, pageHeaders } from './guards.ts';
import { mailPage as mailHtmlPage, mailPolicy, readMail } from './mail-content.ts';
import { functionPage, functionsPage } from './pages/functions.ts';
import { decodeWords, inboxPage } from './pages/inbox.ts';
import { type Html, layout } from './pages/layout.ts';
import { type MailTab, mailPage } from './pages/mail.ts';
import { queuesPage } from './pages/queues.ts';
import { runsPage } from './pages/runs.ts';
import { schedulesPage } from './pages/schedules.ts';

/** The console as a web app: pages that look, and one form that acts. */
export function createConsoleApp(view: ConsoleView): Hono {
  const token = createFormToken();
  const app = new Hono();
  app.use(pageHeaders);
  app.use(onlyLocalHosts);

  const page = (context: Context, section: string, title: string, content: Html) =>
    context.html(
      layout({ title, section, webUrl: view.webUrl, notice: view.notice, ...refreshOf(context) }, content),
    );

  app.get('/', context => page(context, '/', 'Inbox', inboxPage(view.outbox.list())));
  app.get('/console.css', context =>
    context.body(consoleCss, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );

  app.get('/mails/:id', async context => {
    const id = context.req.param('id');
    const entry = view.outbox.find(id);
    const raw = await view.outbox.read(id);
    if (entry === undefined || raw === undefined) return context.notFound();
    const content = mailPage(entry, await readMail(raw), raw.toString('utf8'), tabOf(context));
    return page(context, '/', decodeWords(entry.subject), content);
  });
  app.get('/mails/:id/html', async context => {
    const raw = await view.outbox.read(context.req.param('id'));
    const html = raw === undefined ? undefined : (await readMail(raw)).html;
    if (html === undefined) return context.notFound();
    return context.html(mailHtmlPage(html), 200, { 'content-security-policy': mailPolicy });
  });

  app.get('/runs', async context => {
    const asked = context.req.query('day') ?? '';
    const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : view.now().toISOString().slice(0, 10);
    return page(context, '/runs', 'Runs', runsPage(day, await view.runs(day)));
  });
  app.get('/queues', context =>
    page(context, '/queues', 'Queues', queuesPage(view.queues(), view.streams())),
  );
  app.get('/functions', context => page(context, '/functions', 'Functions', functionsPage(view.functions())));
  app.get('/functions/:name', context => {
    const found = view.functions().find(({ name }) => name === context.req.param('name'));
    return found === undefined
      ? context.notFound()
      : page(context, '/functions', found.name, functionPage(found));
  });
  app.get('/schedules', context =>
    page(context, '/schedules', 'Schedules', schedulesPage(view.schedules, token.value, view.now())),
  );

  app.post('/schedules/:name/fire', bodyLimit({ maxSize: 10_000 }), async context => {
    const form = await context.req.parseBody();
    if (!token.matches(form['token']))
      return context.text('This form is from an earlier start. Go back and reload it.', 403);
    const schedule = view.schedules.find(({ definition }) => definition.name === context.req.param('name'));
    if (schedule === undefined) return context.notFound();
    const instant = readInstant(form['at'], view.now());
    if (instant === undefined) return context.text('This is not an instant.', 400);
    // Its outcome shows on the function's page, failures too.
    schedule.fire(instant).catch(() => undefined);
    return context.redirect(
      `/functions/${encodeURIComponent(schedule.functionName)}?refresh=${refreshSeconds}`,
      303,
    );
  });
  return app;
}

const refreshSeconds = 5;

/** Whether the page loads itself again, and the address of the page that does the opposite. */
function refreshOf(context: Context): { refresh: number | undefined; other: string } {
  const { pathname, searchParams } = new URL(context.req.url);
  const refreshes = searchParams.has('refresh');
  if (refreshes) searchParams.delete('refresh');
  else searchParams.set('refresh', String(refreshSeconds));
  return { refresh: refreshes ? refreshSeconds : undefined, other: `${pathname}?${searchParams.toString()}` };
}

function tabOf(context: Context): MailTab {
  const asked = context.req.query('view');
  return asked === 'text' || asked === 'raw' ? asked : 'html';
}

/** A datetime-local value in UTC; now when the form has none. Undefined for anything else. */
function readInstant(value: unknown, now: Date): Date | undefined {
  if (value === undefined) return now;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(value)) return undefined;
  const instant = new Date(`${value}Z`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
