import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { agentKeySchema, type CaseId } from '#shared/cases/keys.ts'
import type { GlanceStore } from '#shared/desk/desk-glance.ts'
import { type DraftSign, PRESENT_FOR, type Presence, type PresenceStore, tellingDrafts } from '#shared/desk/presence.ts'
import type { Clock, RealClock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import { DRAFT_WAYS } from '#shared/replies/draft.ts'
import { batchGetOf } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'
import { createDynamoDrafts } from './draft-store.ts'
import { createDynamoPulseStore, readPulseItems } from './pulse-store.ts'
import { createDynamoSights } from './seen-store.ts'

type Clocks = { readonly clock: Clock; readonly realClock: RealClock }

/** Attributes of an item: by the key of an agent until when they are there; by it and a way that a text of theirs stands. */
const presentSchema = z.object({ writing: z.boolean(), until: z.int() })
const signSchema = z.object({ by: agentKeySchema, way: z.enum(DRAFT_WAYS) })
const nameOf = ({ by, way }: DraftSign): string => `${by}.${way}`

type AtCase = { readonly present: readonly Presence[]; readonly drafts: readonly DraftSign[] }

const readAtCase = (item: Record<string, unknown> = {}, now: number): AtCase => {
	const present: Presence[] = []
	const drafts: DraftSign[] = []
	for (const [name, value] of Object.entries(item)) {
		const [by, way] = name.split('.')
		const presence = presentSchema.safeParse(value).data
		const agent = agentKeySchema.safeParse(name).data
		if (agent !== undefined && presence !== undefined && presence.until > now)
			present.push({ by: agent, writing: presence.writing })
		const sign = signSchema.safeParse({ by, way }).data
		if (sign !== undefined) drafts.push(sign)
	}
	return { present, drafts }
}

/**
 * Creates the store of who is at a case: an item a case, so that one read tells of all. DynamoDB deletes late, so each of them is
 * there until a time in milliseconds. The item is deleted by the time of cases, as every item: where that is ahead, it would else
 * be gone at once.
 */
export const createDynamoPresenceStore = (
	client: DocumentClient,
	table: string,
	{ clock, realClock }: Clocks,
): PresenceStore => {
	const update = async (id: CaseId, name: string, value: unknown): Promise<void> => {
		const ttl = Math.ceil((Date.parse(clock.now()) + PRESENT_FOR) / 1_000)
		const change = value === undefined ? 'REMOVE #name SET #ttl = :ttl' : 'SET #name = :value, #ttl = :ttl'
		await client.send(
			new UpdateCommand({
				TableName: table,
				Key: { id },
				UpdateExpression: change,
				ExpressionAttributeNames: { '#name': name, '#ttl': 'ttl' },
				ExpressionAttributeValues: { ':ttl': ttl, ':value': value },
			}),
		)
	}
	return {
		put: (caseId, { by, writing }) =>
			update(caseId, by, { writing, until: realClock.epochMilliseconds() + PRESENT_FOR }),
		list: async (caseId) => {
			const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id: caseId } }))
			return readAtCase(Item, realClock.epochMilliseconds()).present
		},
		signDraft: (caseId, sign, isThere) => update(caseId, nameOf(sign), isThere ? true : undefined),
	}
}

type GlanceTables = Readonly<Record<'CASES_TABLE' | 'PRESENCE_TABLE' | 'PULSES_TABLE', string>>

const headSchema = z.object({ version: z.int() })

/** Creates what tells by one call whether a page may look otherwise than before. */
export const createDynamoGlances = (
	client: DocumentClient,
	{ CASES_TABLE, PRESENCE_TABLE, PULSES_TABLE }: GlanceTables,
	{ realClock }: Pick<Clocks, 'realClock'>,
): GlanceStore => {
	const requestsOf = (id: CaseId) => ({
		[CASES_TABLE]: {
			Keys: [{ id }],
			ProjectionExpression: '#version',
			ExpressionAttributeNames: { '#version': 'version' },
		},
		[PRESENCE_TABLE]: { Keys: [{ id }] },
	})
	return {
		read: async (keys, id) => {
			const ofLists = { [PULSES_TABLE]: { Keys: [...new Set(keys)].map((key) => ({ id: key })) } }
			const found = await batchGetOf(client, id === undefined ? ofLists : { ...ofLists, ...requestsOf(id) })
			const pulses = readPulseItems(found.get(PULSES_TABLE) ?? [])
			if (id === undefined) return { pulses }
			const [head] = found.get(CASES_TABLE) ?? []
			const [atCase] = found.get(PRESENCE_TABLE) ?? []
			const version = headSchema.safeParse(head).data?.version
			return { pulses, ofCase: { version, ...readAtCase(atCase, realClock.epochMilliseconds()) } }
		},
	}
}

type DeskTables = GlanceTables & Readonly<Record<'SEEN_TABLE' | 'DRAFTS_TABLE', string>>

/** Creates what the desk keeps of agents at work: who was shown what, who is at which case, what is not sent, and which lists changed. */
export const createDynamoDeskStores = (
	client: DocumentClient,
	tables: DeskTables,
	runtime: Clocks & { readonly random: Random },
) => {
	const presence = createDynamoPresenceStore(client, tables.PRESENCE_TABLE, runtime)
	const { drafts, draftEraser } = createDynamoDrafts(client, tables.DRAFTS_TABLE, runtime.clock)
	return {
		...createDynamoSights(client, tables.SEEN_TABLE, runtime.clock),
		drafts: tellingDrafts(drafts, presence),
		draftEraser,
		presence,
		pulses: createDynamoPulseStore(client, tables.PULSES_TABLE, runtime),
		glances: createDynamoGlances(client, tables, runtime),
	}
}
