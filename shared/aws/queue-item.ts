import * as z from 'zod'
import { teamSchema } from '#shared/cases/actor.ts'
import {
	addressFormSchema,
	caseOutcomeSchema,
	contactLanguageSchema,
	unansweredReasonSchema,
} from '#shared/cases/codes.ts'
import { agentKeySchema, caseIdSchema, caseNumberSchema } from '#shared/cases/keys.ts'
import { networkSchema } from '#shared/cases/network.ts'
import { dangerKindSchema, signalKindSchema } from '#shared/cases/signals/facts.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { StoredRow } from '#shared/desk/queue/queue-store.ts'
import {
	CLOSED_ROW_SECONDS,
	type DeskRow,
	QUEUE_LISTS,
	type QueueList,
	queuePlaces,
	queueRow,
	ROW_MARKS,
} from '#shared/desk/queue/row.ts'
import type { RowWords, WordsChange } from '#shared/desk/queue/row-words.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import type { TransactionItems } from './transaction.ts'

/** The form of a stored row. Raised whenever it changes; a row of another form is shown as one that cannot be read. */
const ROW_FORM = 1

/** The attribute that orders a list. Most share one, as most are ordered alike. */
export const listOrderOf = (list: QueueList): 'rank' | 'dueKey' | 'windowKey' =>
	list === 'due' ? 'dueKey' : list === 'window' ? 'windowKey' : 'rank'

const time = (at: string | undefined): number => (at === undefined ? 0 : Date.parse(at))

/** Writes a row as a list without names of members; 0 and '' for what is not there. */
const encode = (row: DeskRow): string => {
	const { turn, claim, date, closed } = row
	const end = turn.who === 'ours' ? turn.dueAt : turn.until
	return JSON.stringify([
		ROW_FORM,
		row.number,
		row.networks,
		row.form ?? '',
		row.language,
		[turn.who, time(end)],
		row.unanswered,
		time(row.waitingSince),
		time(row.firstSeen),
		row.signals,
		row.dangers,
		row.owner ?? '',
		row.team ?? '',
		claim === undefined ? 0 : [claim.by, time(claim.at)],
		date === undefined ? 0 : [date.kind, time(date.at)],
		time(row.windowEnds),
		row.marks,
		closed === undefined ? 0 : [time(closed.at), closed.outcome ?? '', closed.reason ?? ''],
	])
}

const instant = () => z.int().transform((at) => new Date(at).toISOString())
const instantIfAny = () => z.int().transform((at) => (at === 0 ? undefined : new Date(at).toISOString()))
const ifAny = <Schema extends z.ZodType>(schema: Schema) => z.union([z.literal('').transform(() => undefined), schema])
const none = () => z.literal(0).transform(() => undefined)

const encodedSchema = onFirstUse(() =>
	z.tuple([
		z.literal(ROW_FORM),
		caseNumberSchema,
		z.array(networkSchema),
		ifAny(addressFormSchema),
		contactLanguageSchema,
		z.tuple([z.enum(['ours', 'customer', 'backoffice']), z.int()]),
		z.int(),
		instantIfAny(),
		instant(),
		z.array(signalKindSchema),
		z.array(dangerKindSchema),
		ifAny(agentKeySchema),
		ifAny(teamSchema),
		z.union([none(), z.tuple([agentKeySchema, instant()])]),
		z.union([none(), z.tuple([z.enum(['promise', 'followUp']), instant()])]),
		instantIfAny(),
		z.array(z.enum(ROW_MARKS)),
		z.union([none(), z.tuple([instant(), ifAny(caseOutcomeSchema), ifAny(unansweredReasonSchema)])]),
	]),
)

const turnOf = (who: CaseState['turn']['who'], end: number): CaseState['turn'] => {
	const at = new Date(end).toISOString()
	if (who !== 'ours') return { who, until: at }
	return end === 0 ? { who } : { who, dueAt: at }
}

const decode = (id: DeskRow['id'], encoded: string): DeskRow | undefined => {
	const found = encodedSchema().safeParse(JSON.parse(encoded)).data
	if (found === undefined) return undefined
	const [, number, networks, form, language, [who, end], unanswered, waitingSince, firstSeen, ...rest] = found
	const [signals, dangers, owner, team, claim, date, windowEnds, marks, closed] = rest
	return {
		id,
		number,
		networks,
		form,
		language,
		turn: turnOf(who, end),
		unanswered,
		waitingSince,
		firstSeen,
		signals,
		dangers,
		owner,
		team,
		claim: claim === undefined ? undefined : { by: claim[0], at: claim[1] },
		date: date === undefined ? undefined : { kind: date[0], at: date[1] },
		windowEnds,
		marks,
		closed: closed === undefined ? undefined : { at: closed[0], outcome: closed[1], reason: closed[2] },
	}
}

const itemSchema = z.object({
	id: caseIdSchema,
	row: z.string(),
	text: z.string().optional(),
	name: z.string().optional(),
	handle: z.string().optional(),
})

/** Reads a row out of an index. */
export const readRow = (item: unknown): StoredRow => {
	const { id, row: encoded, ...words } = itemSchema.parse(item)
	const row = decode(id, encoded)
	return row === undefined ? { kind: 'unreadable', id } : { kind: 'readable', row, words }
}

/** Returns the attributes of a row without words; undefined for those that it has not. */
const attributesOf = (state: CaseState): Readonly<Record<string, string | number | undefined>> => {
	const row = queueRow(state)
	const places = queuePlaces(state)
	const partitions = QUEUE_LISTS.map((list) => [list, places[list]?.partition] as const)
	const keys = QUEUE_LISTS.flatMap((list) => {
		const key = places[list]?.key
		return key === undefined ? [] : [[listOrderOf(list), key] as const]
	})
	const closedAt = row.closed?.at
	return {
		dueKey: undefined,
		windowKey: undefined,
		...Object.fromEntries([...partitions, ...keys]),
		row: encode(row),
		ttl: closedAt === undefined ? undefined : Math.floor(Date.parse(closedAt) / 1_000) + CLOSED_ROW_SECONDS,
	}
}

/** The words to be written; undefined where those stay that are there. */
const wordsOf = (
	change: Exclude<WordsChange, { readonly kind: 'read' }>,
): Readonly<Record<string, string | undefined>> => {
	if (change.kind === 'stay') return {}
	if (change.kind === 'textGoes') return { text: undefined }
	const { text, name, handle }: RowWords = change.words
	return { text, name, handle }
}

/**
 * Returns the write of a case's row. It sets what the row has and takes away what it has not, and needs no right to read: the words that stay are
 * not named in it.
 */
export const rowWrite = (
	table: string,
	state: CaseState,
	words: Exclude<WordsChange, { readonly kind: 'read' }>,
): TransactionItems[number] => {
	const attributes = Object.entries({ ...attributesOf(state), ...wordsOf(words) })
	const there = attributes.filter(([, value]) => value !== undefined)
	const gone = attributes.filter(([, value]) => value === undefined).map(([name]) => `#${name}`)
	const set = `SET ${there.map(([name]) => `#${name} = :${name}`).join(', ')}`
	return {
		Update: {
			TableName: table,
			Key: { id: state.id },
			UpdateExpression: gone.length === 0 ? set : `${set} REMOVE ${gone.join(', ')}`,
			ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
			ExpressionAttributeValues: Object.fromEntries(there.map(([name, value]) => [`:${name}`, value])),
		},
	}
}
