/** What is kept on this device beyond a page: answers to be read without a connection, and what waits to be sent. */

export type StoreName = 'answers' | 'waiting'

const databaseName = 'guanxi'
let opened: Promise<IDBDatabase> | undefined

/** Browsers refuse in private windows: then nothing is kept, and everything else goes on. */
function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('answers')
      request.result.createObjectStore('waiting')
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB cannot be opened')))
  })
  return opened
}

async function inStore<T>(name: StoreName, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: name === 'waiting' ? 'strict' : 'relaxed' })
    const request = work(transaction.objectStore(name))
    // Only what is committed is kept.
    transaction.addEventListener('complete', () => resolve(request.result))
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('IndexedDB gave up')))
  })
}

export const deviceStore = {
  get: (name: StoreName, key: string): Promise<unknown> => inStore<unknown>(name, 'readonly', (store) => store.get(key)),
  all: (name: StoreName): Promise<unknown[]> => inStore<unknown[]>(name, 'readonly', (store) => store.getAll()),
  keys: (name: StoreName): Promise<IDBValidKey[]> => inStore(name, 'readonly', (store) => store.getAllKeys()),
  put: (name: StoreName, key: string, value: unknown): Promise<unknown> => inStore(name, 'readwrite', (store) => store.put(value, key)),
  remove: (name: StoreName, key: string): Promise<unknown> => inStore(name, 'readwrite', (store) => store.delete(key)),
  clear: (name: StoreName): Promise<unknown> => inStore(name, 'readwrite', (store) => store.clear()),
}
