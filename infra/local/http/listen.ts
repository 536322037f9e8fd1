import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartUpError } from '../start-up-error.ts';

/** Lets a server listen on 127.0.0.1; 0 is any free port. `flag` is what to tell about a port that is taken. */
export async function listenLocally(server: Server, port: number, flag: string): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw new StartUpError(
      taken
        ? `Port ${port} is taken by another program. Choose another one with ${flag} PORT.`
        : `Port ${port} cannot be listened on; choose another one with ${flag} PORT.`,
      { cause },
    );
  }
  return (server.address() as AddressInfo).port;
}

/** Ends a server and its open connections. */
export function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
