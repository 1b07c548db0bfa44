import type { DatabaseSync } from 'node:sqlite'
import { type Clock, type RealClock, realClock } from '#shared/kernel/clock.ts'
import { type Bill, createBill } from './bill.ts'
import { type Calls, createCalls } from './calls.ts'
import { createDeliveries, type Deliveries, type DeliveriesOptions } from './deliveries.ts'
import { createFaults, type Faults } from './faults.ts'
import { createNetworkIds, type NetworkIds } from './network-ids.ts'
import type { RulesByNetwork } from './network-rules.ts'
import { createPeople, type People } from './people.ts'
import { createPosts, type Posts } from './posts.ts'
import { createRateLimits, type RateLimits } from './rate-limit.ts'
import { createSettings, type SettingsStore } from './settings.ts'
import { createSubscriptions, type Subscriptions } from './subscriptions.ts'

/** The state of all networks; the actions of customers and of the company are functions of it. */
export type World = {
	readonly rules: RulesByNetwork
	readonly clock: Clock
	/** The wall's clock, by which signatures of calls are judged. */
	readonly realClock: RealClock
	readonly ids: NetworkIds
	readonly people: People
	readonly posts: Posts
	readonly deliveries: Deliveries
	readonly faults: Faults
	readonly limits: RateLimits
	readonly calls: Calls
	readonly bill: Bill
	readonly settings: SettingsStore
	readonly subscriptions: Subscriptions
	/** The origin of our webhooks. */
	readonly hooksOrigin: string
}

export const createWorld = (options: DeliveriesOptions & { database: DatabaseSync }): World => ({
	rules: options.rules,
	clock: options.clock,
	realClock,
	ids: createNetworkIds(options.clock),
	people: createPeople(options.database),
	posts: createPosts(options.database),
	deliveries: createDeliveries(options),
	faults: createFaults(options.database),
	limits: createRateLimits(options.database, options.clock),
	calls: createCalls(options.database, options.clock),
	bill: createBill(options.database, options.clock),
	settings: createSettings(options.database),
	subscriptions: createSubscriptions(options.database, options.clock),
	hooksOrigin: options.hooksOrigin,
})
