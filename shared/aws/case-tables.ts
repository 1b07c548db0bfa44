import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import { createDynamoAgentDirectory } from './agent-directory.ts'
import { createDynamoAsideList } from './aside-list.ts'
import { createDynamoCaseList } from './case-list.ts'
import { createDynamoCaseStore } from './case-store.ts'
import type { DocumentClient } from './clients.ts'
import { createDynamoContactStore } from './contact-store.ts'
import { createDynamoContentStore } from './content-store.ts'
import { createDynamoIdempotencyStore } from './idempotency-store.ts'
import { createDynamoInitialsStore } from './initials-store.ts'
import { createDynamoRecentTexts } from './recent-texts.ts'

/** Everything that lies in the three tables of cases, for who works with all of it. */
export const createDynamoCaseTables = (
	client: DocumentClient,
	tables: { readonly facts: string; readonly cases: string; readonly content: string },
	runtime: { readonly clock: Clock; readonly random: Random },
) => {
	const { cases, content } = tables
	const store = createDynamoCaseStore(client, tables)
	return {
		store,
		contacts: createDynamoContactStore(client, cases),
		content: createDynamoContentStore(client, content),
		list: createDynamoCaseList(client, cases, store.load),
		asides: createDynamoAsideList(client, content),
		agents: createDynamoAgentDirectory(client, cases, runtime),
		idempotency: createDynamoIdempotencyStore(client, cases, runtime),
		initials: createDynamoInitialsStore(client, cases),
		recentTexts: createDynamoRecentTexts(client, cases),
	}
}
