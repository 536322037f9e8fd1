import { XMLParser } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { billOf } from '../../../infra/cost/bill.ts';
import { drawChart } from '../../../infra/cost/chart.ts';
import { monthlyUse } from '../../../infra/cost/monthly-use.ts';
import { someCounts, someMeasurement, someResources } from '../../support/cost-factories.ts';

const measured = someMeasurement({
  perMail: someCounts({ mails: 1, writeUnits: 2, readUnits: 3, sqsRequests: 1.6, snsPublishes: 1 }),
});
const points = [0, 100, 1_000, 10_000, 1_000_000].map(subscribers => ({
  subscribers,
  bill: billOf(monthlyUse(measured, someResources(), { subscribers, ledgerDays: 21 })),
}));

const svgSchema = z.object({
  svg: z.object({ polyline: z.array(z.object({ points: z.string(), title: z.string() })) }),
});

/** The tags that are still open when the text ends; throws at one that closes another than the last opened. */
function openTags(xml: string): readonly string[] {
  const open: string[] = [];
  for (const [tag, closing, name = '', rest = ''] of xml.matchAll(
    /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*\s*\/?)>/gi,
  )) {
    if (closing === '/') expect(open.pop(), tag).toBe(name);
    else if (!rest.endsWith('/')) open.push(name);
  }
  expect(xml.split('<').length, 'every < begins a tag').toBe(
    1 + [...xml.matchAll(/<\/?[a-z]+(?:\s[\w:-]+="[^"<]*")*\s*\/?>/gi)].length,
  );
  return open;
}

it('the chart is well-formed, with a title and colours for dark ground', () => {
  const svg = drawChart(points);

  expect(openTags(svg)).toEqual([]);
  expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot|apos);)/);
  expect(svg).toContain('<title id="title">');
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(svg).not.toMatch(/NaN|Infinity/);
});

it('more readers never cost less: every line goes right and never down', () => {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
  const { svg } = svgSchema.parse(parser.parse(drawChart(points)));

  expect(svg.polyline.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['SES', 'DynamoDB', 'SQS', 'SNS']),
  );
  for (const line of svg.polyline) {
    const places = line.points.split(' ').map(place => place.split(',').map(Number));
    expect(places).toHaveLength(4);
    for (const [index, [x = 0, y = 0]] of places.entries()) {
      const [lastX = -1, lastY = Number.POSITIVE_INFINITY] = places[index - 1] ?? [];
      expect(x).toBeGreaterThan(lastX);
      expect(y).toBeLessThanOrEqual(lastY);
    }
  }
});
