import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '#shared/kernel/clock.ts'
import { createSettings, type Settings } from '../settings.ts'
import { createDeliveries, type Deliveries, type DeliveriesOptions } from './deliveries.ts'
import { createFaults, type Faults } from './faults.ts'
import { createNetworkIds, type NetworkIds } from './network-ids.ts'
import { createPeople, type People } from './people.ts'
import { createPosts, type Posts } from './posts.ts'

/** Everything both networks consist of; the acts of customers and of the company are functions of it. */
export type World = {
	readonly clock: Clock
	readonly ids: NetworkIds
	readonly people: People
	readonly posts: Posts
	readonly deliveries: Deliveries
	readonly faults: Faults
	readonly settings: Settings
}

export const createWorld = (options: DeliveriesOptions & { database: DatabaseSync }): World => ({
	clock: options.clock,
	ids: createNetworkIds(options.clock),
	people: createPeople(options.database),
	posts: createPosts(options.database),
	deliveries: createDeliveries(options),
	faults: createFaults(options.database),
	settings: createSettings(options.database),
})
