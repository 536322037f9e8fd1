import { type BillLine, type Service, services, total } from './bill.ts';

/** A point of the chart: a month's bill for a number of daily readers. */
export interface ChartPoint {
  readonly subscribers: number;
  readonly bill: readonly BillLine[];
}

const width = 760;
const height = 460;
const plot = { left: 64, right: 590, top: 48, bottom: 404 };
/** Lines below a cent are nothing that anybody pays. */
const leastDollars = 0.01;
const labelHeight = 16;

/** Told apart by colour-blind eyes too, on white and on black (after Okabe and Ito). */
const colours: Readonly<Record<Service, string>> = {
  SES: '#d55e00',
  DynamoDB: '#0072b2',
  SQS: '#009e73',
  SNS: '#cc79a7',
  Firehose: '#b2aa00',
  Lambda: '#e69f00',
  CloudWatch: '#56b4e9',
  'X-Ray': '#8c6bb1',
  'EventBridge Scheduler': '#8a8a8a',
  'API Gateway': '#a6761d',
};

/**
 * Monthly US dollars by service over daily readers as an SVG, both axes logarithmic; readable on light and dark
 * ground. Points without readers have no place on a logarithmic axis and are left out.
 */
export function drawChart(points: readonly ChartPoint[]): string {
  const drawn = points
    .filter(({ subscribers }) => subscribers > 0)
    .toSorted((left, right) => left.subscribers - right.subscribers);
  const most = Math.max(leastDollars * 10, ...drawn.map(({ bill }) => total(bill)));
  const x = scale(drawn[0]?.subscribers ?? 1, drawn.at(-1)?.subscribers ?? 10, plot.left, plot.right);
  const y = scale(leastDollars, 10 ** Math.ceil(Math.log10(most)), plot.bottom, plot.top);
  const lines = services
    .map(service => ({
      service,
      places: drawn.map(({ subscribers, bill }) => ({
        x: x(subscribers),
        y: y(Math.max(leastDollars, total(bill, service))),
      })),
    }))
    .filter(({ places }) => places.some(place => place.y < plot.bottom));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    '<title id="title">What Daily Papers costs a month, by service and daily readers</title>',
    style,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="heading" x="${plot.left}" y="26">US dollars a month at list prices</text>`,
    ...drawRows(y, most),
    ...drawColumns(drawn, x),
    ...lines.map(({ service, places }) => drawLine(service, places)),
    ...drawLabels(lines),
    '</svg>',
    '',
  ].join('\n');
}

const style = `<style>
  .ground { fill: #fff } text { font: 13px system-ui, sans-serif; fill: #222 } .heading { font-weight: 600 }
  .grid { stroke: #ddd } polyline { fill: none; stroke-width: 2.5 }
  @media (prefers-color-scheme: dark) { .ground { fill: #14171a } text { fill: #e6e6e6 } .grid { stroke: #3a3f44 } }
</style>`;

type Scale = (value: number) => number;

/** A logarithmic axis from `least` at `from` to `most` at `to`. */
function scale(least: number, most: number, from: number, to: number): Scale {
  const span = Math.log10(most) - Math.log10(least) || 1;
  return value => from + ((Math.log10(value) - Math.log10(least)) / span) * (to - from);
}

function drawRows(y: Scale, most: number): readonly string[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(most)) - Math.log10(leastDollars) + 1 },
    (_, number) => leastDollars * 10 ** number,
  );
  return powers.flatMap(usd => [
    `<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${at(y(usd))}" y2="${at(y(usd))}"/>`,
    `<text x="${plot.left - 8}" y="${at(y(usd) + 4)}" text-anchor="end">${usd < 1 ? usd.toFixed(usd < 0.1 ? 2 : 1) : usd.toLocaleString('en')}</text>`,
  ]);
}

function drawColumns(points: readonly ChartPoint[], x: Scale): readonly string[] {
  const labelled = points.filter(({ subscribers }) => Number.isInteger(Math.log10(subscribers)));
  return [
    ...labelled.flatMap(({ subscribers }) => [
      `<line class="grid" x1="${at(x(subscribers))}" x2="${at(x(subscribers))}" y1="${plot.top}" y2="${plot.bottom}"/>`,
      `<text x="${at(x(subscribers))}" y="${plot.bottom + 20}" text-anchor="middle">${subscribers.toLocaleString('en')}</text>`,
    ]),
    `<text x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 42}" text-anchor="middle">daily readers</text>`,
  ];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function drawLine(service: Service, places: readonly Place[]): string {
  const points = places.map(place => `${at(place.x)},${at(place.y)}`).join(' ');
  return `<polyline stroke="${colours[service]}" points="${points}"><title>${service}</title></polyline>`;
}

/** Beside the ends of the lines, from the top down, each below the one before. */
function drawLabels(
  lines: readonly { readonly service: Service; readonly places: readonly Place[] }[],
): readonly string[] {
  let lowest = Number.NEGATIVE_INFINITY;
  return lines
    .map(({ service, places }) => ({ service, y: places.at(-1)?.y ?? plot.bottom }))
    .toSorted((left, right) => left.y - right.y)
    .map(({ service, y }) => {
      lowest = Math.max(y + 4, lowest + labelHeight);
      return `<text x="${plot.right + 10}" y="${at(lowest)}"><tspan fill="${colours[service]}">●</tspan> ${service}</text>`;
    });
}

function at(position: number): string {
  return position.toFixed(1);
}
