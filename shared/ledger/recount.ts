import type { Content } from '#shared/cases/content.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { envelopeReceivedAt } from './envelope.ts'
import { keepBooks } from './keep-books.ts'
import { type Column, columnOf } from './outcome.ts'
import type { LedgerStore, ParkedStore, Range } from './ports.ts'

/** All that is stored, except the ledger. */
export type RecountSource = {
	readonly content: () => AsyncIterable<Content>
	/** The messages received by the facts. */
	readonly received: () => AsyncIterable<{ readonly caseId: CaseId; readonly message: string }>
}

export type Disagreement = {
	/** `env_…#3`, or the key of a message where no event is known. */
	readonly event: string
	readonly ledger: Column | 'nothing'
	readonly recounted: Column | 'nothing'
}

const COMPARED = ['messages', 'updates', 'asides', 'parked'] as const
type Compared = (typeof COMPARED)[number]

export type Recount = {
	readonly columns: Readonly<Record<Compared, { readonly ledger: number; readonly recounted: number }>>
	readonly difference: number
	readonly disagreements: readonly Disagreement[]
	/** Deliveries: noted ones, and those that a later one or the webhooks' logs name and the ledger does not have. */
	readonly envelopes: {
		readonly noted: number
		readonly missing: readonly string[]
		readonly sent?: number | undefined
	}
	readonly isEqual: boolean
}

const EVENT = /^(env_[0-9a-z]{26})#(\d{1,6})$/
/** The mark of the event that brought an aside that became a message (shared/messages/content-marks.ts). */
const ASIDE_MARK = 'aside'

/** What content remembers of events: which one filed it and as what, and which left marks. */
type Memory = {
	readonly message?: string | undefined
	readonly aside?: string | undefined
	readonly seen: Readonly<Record<string, string>>
}

/** Returns what content remembers of events. */
const memoryOf = (content: Content): Memory => {
	switch (content.kind) {
		case 'message':
			return { message: content.source, seen: content.seen }
		case 'aside':
			return { aside: content.source, seen: content.seen }
		case 'erased':
			if (content.was === 'message') return { message: content.source, seen: content.seen }
			return { aside: content.was === 'aside' ? content.source : undefined, seen: content.seen }
		case 'nativeReply':
			return { message: content.source, seen: content.seen }
		case 'sent':
		case 'ours':
			return { message: content.source, seen: {} }
		case 'pending':
			return { seen: content.seen }
		default:
			return { seen: {} }
	}
}

/** Returns what each event left in the content of one message. */
const tracesOf = (content: Content, isReceived: boolean): readonly (readonly [string, Compared])[] => {
	const { message, aside, seen } = memoryOf(content)
	const { [ASIDE_MARK]: brought = aside, ...marks } = seen
	const first = new Set([message, brought])
	return [
		...Object.values(marks)
			.filter((event) => !first.has(event))
			.map((event) => [event, 'updates'] as const),
		...(brought === undefined ? [] : [[brought, 'asides'] as const]),
		...(message === undefined || !isReceived ? [] : [[message, 'messages'] as const]),
	]
}

const isWithin = ({ from, to }: Range, event: string): boolean => {
	const envelope = EVENT.exec(event)?.[1]
	if (envelope === undefined) return false
	const at = envelopeReceivedAt(envelope)
	return at >= from && at < to
}

const recountMessages = async (source: RecountSource, range: Range) => {
	const found = new Map<string, Compared>()
	const withoutContent: string[] = []
	const received = new Set<string>()
	const seen = new Set<string>()
	for await (const { message } of source.received()) received.add(message)
	for await (const content of source.content()) {
		seen.add(content.id)
		for (const [event, column] of tracesOf(content, received.has(content.id)))
			if (isWithin(range, event)) found.set(event, column)
	}
	for (const message of received) if (!seen.has(message)) withoutContent.push(message)
	return { found, withoutContent }
}

const recountParked = async (parked: Pick<ParkedStore, 'list'>, range: Range): Promise<readonly string[]> => {
	const events: string[] = []
	for (const state of ['waiting', 'dismissed'] as const) {
		let cursor: string | undefined
		do {
			const page = await parked.list(100, cursor, { state })
			events.push(...page.items.map(({ envelope, index }) => `${envelope}#${index}`))
			cursor = page.next
		} while (cursor !== undefined)
	}
	return events.filter((event) => isWithin(range, event))
}

const isCompared = (column: Column): column is Compared => COMPARED.some((one) => one === column)

const ledgerColumns = async (ledger: LedgerStore, range: Range) => {
	const columns = new Map<string, Column>()
	const envelopes = new Set<string>()
	const named = new Set<string>()
	for await (const batch of ledger.deliveries(range))
		for (const { envelope, after, outcomes } of batch) {
			envelopes.add(envelope)
			if (after !== undefined) named.add(after)
			for (const [index, { outcome }] of outcomes) columns.set(`${envelope}#${index}`, columnOf(outcome).column)
		}
	return { columns, envelopes, named }
}

const disagreementsOf = (
	ledger: ReadonlyMap<string, Column>,
	recounted: ReadonlyMap<string, Compared>,
	withoutContent: readonly string[],
): readonly Disagreement[] => {
	const events = [...new Set([...ledger.keys(), ...recounted.keys()])].sort()
	const differing = events.flatMap((event): Disagreement[] => {
		const said: Column | 'nothing' = ledger.get(event) ?? 'nothing'
		const found: Column | 'nothing' = recounted.get(event) ?? 'nothing'
		const isSame = said === found || (found === 'nothing' && said !== 'nothing' && !isCompared(said))
		return isSame ? [] : [{ event, ledger: said, recounted: found }]
	})
	return [
		...differing,
		...withoutContent.map((event) => ({ event, ledger: 'nothing', recounted: 'messages' }) as const),
	]
}

/**
 * Counts the deliveries received in a range anew from facts, content and parked events, and returns each event on which the
 * ledger disagrees. `sent` are the envelopes that the webhooks' logs say were queued. To be run while nothing is in flight.
 */
export const recount = async (
	{
		source,
		ledger,
		parked,
	}: {
		readonly source: RecountSource
		readonly ledger: LedgerStore
		readonly parked: Pick<ParkedStore, 'list'>
	},
	range: Range,
	sent?: readonly string[],
): Promise<Recount> => {
	const { found, withoutContent } = await recountMessages(source, range)
	for (const event of await recountParked(parked, range)) found.set(event, 'parked')
	const { columns, envelopes, named } = await ledgerColumns(ledger, range)
	const { balance } = await keepBooks(ledger, range)
	const sentHere = sent === undefined ? [] : [...new Set(sent)].filter((one) => isWithin(range, `${one}#0`))
	const wanted = [...new Set([...named, ...sentHere])].filter((one) => !envelopes.has(one))
	const noted = await ledger.noted(wanted)
	const missing = wanted.filter((one) => !noted.has(one))
	const disagreements = disagreementsOf(columns, found, withoutContent)
	const counts = (column: Compared) => ({
		ledger: balance[column],
		recounted: [...found.values()].filter((one) => one === column).length,
	})
	return {
		columns: {
			messages: counts('messages'),
			updates: counts('updates'),
			asides: counts('asides'),
			parked: counts('parked'),
		},
		difference: balance.difference,
		disagreements,
		envelopes: { noted: envelopes.size, missing, sent: sent === undefined ? undefined : sentHere.length },
		isEqual: balance.difference === 0 && disagreements.length === 0 && missing.length === 0,
	}
}
