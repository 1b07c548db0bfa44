import { buildApp } from 'fauxqs'
import { announce } from './node-child.ts'

/**
 * SQS, SNS and S3 on a free port of 127.0.0.1, stored in a SQLite file under the directory given. `startFauxqs` would keep
 * them too, but listens on every interface; so its wiring is done here. Its parts are not exported, hence the addresses.
 */
type Stores = Required<NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>>
type Persistence = NonNullable<Stores['sqsStore']['persistence']>

const home = import.meta.resolve('fauxqs')

const { PersistenceManager }: { PersistenceManager: new (directory: string) => Persistence } = await import(
	new URL('./persistence.js', home).href
)
const { SqsStore }: { SqsStore: new () => Stores['sqsStore'] } = await import(new URL('./sqs/sqsStore.js', home).href)
const { SnsStore }: { SnsStore: new () => Stores['snsStore'] } = await import(new URL('./sns/snsStore.js', home).href)
const { S3Store }: { S3Store: new () => Stores['s3Store'] } = await import(new URL('./s3/s3Store.js', home).href)

const [directory = '', region = ''] = process.argv.slice(2)
const persistence = new PersistenceManager(directory)
const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() }
// Load first, then attach: otherwise loading writes, and its REPLACE deletes the messages of each queue.
persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store)
stores.sqsStore.persistence = persistence
stores.snsStore.persistence = persistence
stores.s3Store.persistence = persistence
for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence

const app = buildApp({ logger: false, host: 'amazonaws.com', defaultRegion: region, stores })
process.on('SIGTERM', () => {
	persistence.close()
	process.exit(0)
})
await app.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.address()
if (typeof address === 'object' && address !== null) announce(address.port)
