declare module 'dynalite' {
  import type { Server } from 'node:http';

  namespace createDynalite {
    interface Options {
      /** Directory of the LevelDB store; in memory when absent. */
      readonly path?: string;
      readonly createTableMs?: number;
      readonly deleteTableMs?: number;
      readonly updateTableMs?: number;
    }
  }

  /** A DynamoDB as an HTTP server; `close` also closes the store. */
  function createDynalite(options?: createDynalite.Options): Server;
  export = createDynalite;
}
