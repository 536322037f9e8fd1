import type { BuildAppOptions } from 'fauxqs';

export type Stores = NonNullable<BuildAppOptions['stores']>;
type SqsStore = Stores['sqsStore'];
type SnsStore = Stores['snsStore'];
export type Persistence = NonNullable<SqsStore['persistence']>;

interface Parts {
  readonly SqsStore: new () => SqsStore;
  readonly SnsStore: new () => SnsStore;
  readonly S3Store: new () => Stores['s3Store'];
  readonly PersistenceManager: new (directory: string) => Persistence;
}

/**
 * The stores of fauxqs, filled from `directory` and writing through to it. `startFauxqs` would do this too, but it
 * listens on 0.0.0.0, and nothing here may be reached from another machine; so its parts, which the package does not
 * export, are put together as it does it.
 */
export async function openStores(directory: string): Promise<{ stores: Stores; persistence: Persistence }> {
  const parts = await loadParts();
  const persistence = new parts.PersistenceManager(directory);
  const stores = {
    sqsStore: new parts.SqsStore(),
    snsStore: new parts.SnsStore(),
    s3Store: new parts.S3Store(),
  };
  persistence.loadSqsAndSns(stores.sqsStore, stores.snsStore);
  stores.sqsStore.persistence = persistence;
  stores.snsStore.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  // Without a host of its own, the store makes queue URLs from the host that a request came to.
  stores.sqsStore.host = '';
  return { stores, persistence };
}

async function loadParts(): Promise<Parts> {
  const entry = import.meta.resolve('fauxqs');
  const files = ['./sqs/sqsStore.js', './sns/snsStore.js', './s3/s3Store.js', './persistence.js'];
  const modules: unknown[] = await Promise.all(files.map(file => import(new URL(file, entry).href)));
  // The modules have no types that may be imported; package.json pins the version that these are the parts of.
  return Object.assign({}, ...modules) as Parts;
}
