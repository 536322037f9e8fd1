import { describe, expect, test } from 'vitest';
import { readMainOptions } from '../../../infra/local/main-options.ts';

describe('the command line of npm start', () => {
  test('needs nothing', () => {
    expect(readMainOptions([])).toEqual({
      help: false,
      fresh: false,
      webPort: 3000,
      consolePort: 3001,
      state: expect.stringMatching(/[\\/]\.local[\\/]system$/) as string,
      listing: undefined,
    });
  });

  test('chooses ports, a listing and where all is kept, or a new beginning', () => {
    expect(readMainOptions(['--fresh'])).toMatchObject({ fresh: true });
    expect(
      readMainOptions(['--port', '8080', '--console-port=0', '--listing', 'seeds', '--state=x']),
    ).toMatchObject({
      webPort: 8080,
      consolePort: 0,
      state: expect.stringMatching(/[\\/]x$/) as string,
      listing: expect.stringMatching(/[\\/]seeds$/) as string,
    });
  });

  test.each([
    [['--port', '70000'], /--port: got "70000", expected .* from 0 to 65535/],
    [['--console-port', 'x'], /--console-port: got "x"/],
    [['--fresh', '--state', 'x'], /Delete the --state directory yourself/],
    [['--listing', 'nowhere'], /There is no directory .*nowhere/],
    [['--prot', '1'], /--prot.*[\s\S]*--console-port PORT/],
  ])('%j is refused with what would do', (args, message) => {
    expect(() => readMainOptions(args)).toThrow(message);
  });
});
