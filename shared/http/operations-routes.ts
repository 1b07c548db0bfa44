import { type AgentDirectory, type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import { addMilliseconds, type Clock, DAY, type Instant } from '#shared/kernel/clock.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import type { Queue } from '#shared/kernel/queue.ts'
import { keepBooks } from '#shared/ledger/keep-books.ts'
import { type LedgerEntry, listEntries } from '#shared/ledger/list-entries.ts'
import type { DismissParked, RetryParked } from '#shared/ledger/parked-commands.ts'
import type { LedgerStore, ParkedEvent, ParkedStore, Range } from '#shared/ledger/ports.ts'
import {
	dismissParkedContract,
	getLedgerContract,
	listLedgerEntriesContract,
	listParkedContract,
	retryAllParkedContract,
	retryParkedContract,
} from './operations-contracts.ts'
import { type ApiResponse, problem } from './problem.ts'
import { bind, type Route } from './route.ts'

/** A sentence for each reason, for those who tend parked events. */
export const PARKED_DETAILS = {
	notJson: 'The network sent a body that is no JSON.',
	notUtf8: 'The network sent a body that is no text in UTF-8.',
	tooDeep: 'The network sent JSON that nests deeper than 64 levels.',
	unknownShape: 'The network sent something of a form that we do not know.',
	unknownEvent: 'The network sent a kind of event that we do not know.',
	unknownObject: 'The network sent an event about a kind of object that we do not know.',
	unknownAccount: 'The event is for an account that is none of ours.',
	missingValues: 'The event lacks values that we need to file it.',
	missingText: 'The event lacks the text that it should bring.',
	interpreterFailed: 'Reading the event failed: this is a defect of ours.',
	tooLarge: 'The message is too large to be kept with its case.',
	bodyGone: 'The body is not there any more.',
	envelopeUnknown: 'Nothing says when the delivery came.',
	caseUnknown: 'The case that it belongs to is not there.',
	contactUnknown: 'The person that it belongs to is not there.',
	personErased: 'The person was erased, or is about to be: nothing more of theirs is filed.',
	mailTooLarge: 'The mail, or its text, is too large to be read.',
	mailTooComplex: 'The mail has more parts, or more markup, than we read.',
	virus: 'A virus was found in the mail.',
	virusUnknown: 'Nobody could say whether the mail holds a virus.',
	spam: 'The mail came to a reply address of ours and looks like spam.',
	recipientNotOne: 'The mail names more than one reply address of ours.',
	replyAddressUnknown: 'The mail came to an address of ours that belongs to no request.',
	reportForeign: 'A report of a mail that did not arrive came to another address than the mail it is about.',
	fromNotOne: 'The mail has no sender, or more than one.',
	addressNotConfirmed: 'The customer of this request has not confirmed any address.',
	addressErased: 'The address that the customer confirmed was erased.',
	otherAddress: 'The mail comes from another address than the one that the customer confirmed.',
	notAuthentic: 'Nothing proves that the mail comes from the address that it names.',
	addressInvalid: 'What should be a mail address is none.',
	mailRejected: 'The mail was refused for good.',
	caseUnreadable:
		'It is understood, but the case it belongs to holds a fact that this version does not understand: it can be tried again once the version that does is back.',
	hintNotUnderstood: 'A hint to a case does not name one.',
	vaultItemTampered: 'What the customer gave was changed where it lies.',
	dataKeyTampered: 'The key to what the customer gave was changed where it lies.',
	otherVersion: 'Another version of this program parked it for a reason that this one does not know.',
} as const satisfies Record<ParkedReason, string>

export type LedgerRouteDependencies = {
	readonly ledger: Pick<LedgerStore, 'deliveries' | 'noted'>
	readonly clock: Clock
}

const SHOWN_UNASKED = 7 * DAY
const SHOWN_AT_MOST = 92 * DAY

const instantOf = (typed: string): Instant => new Date(typed).toISOString()

type Asked = { readonly from?: string | undefined; readonly to?: string | undefined }

const rangeOf = (asked: Asked, clock: Clock): Range | { readonly refusal: ApiResponse } => {
	// A millisecond later than now, so that what has just arrived is included.
	const to = asked.to === undefined ? addMilliseconds(clock.now(), 1) : instantOf(asked.to)
	const from = asked.from === undefined ? addMilliseconds(to, -SHOWN_UNASKED) : instantOf(asked.from)
	const refuse = (code: string) => ({ refusal: problem('query-invalid', { errors: [{ field: 'from', code }] }) })
	if (from >= to) return refuse('notBeforeTo')
	return addMilliseconds(from, SHOWN_AT_MOST) < to ? refuse('rangeTooLong') : { from, to }
}

const entryView = ({ isMissing, ...entry }: LedgerEntry) => ({ ...entry, missing: isMissing })

/** Returns the routes of the ledger: figures, and the events behind them. */
const ledgerRoutes = ({ ledger, clock }: LedgerRouteDependencies): readonly Route[] => [
	bind(getLedgerContract, async ({ query }) => {
		const range = rangeOf(query, clock)
		if ('refusal' in range) return range.refusal
		const { balance, groups, envelopes } = await keepBooks(ledger, range)
		return { status: 200, body: { ...balance, ...range, groups, envelopes } }
	}),
	bind(listLedgerEntriesContract, async ({ query }) => {
		const range = rangeOf(query, clock)
		if ('refusal' in range) return range.refusal
		const { items, next } = await listEntries(ledger, range, query, query.limit, query.cursor)
		return { status: 200, body: { items: items.map(entryView), next } }
	}),
]

export type OperationsRouteDependencies = LedgerRouteDependencies & {
	readonly parked: Pick<ParkedStore, 'list' | 'find'>
	readonly agents: AgentDirectory
	readonly commands: Queue<RetryParked | DismissParked>
}

/** The most retries queued within a request's time. */
const RETRIED_AT_ONCE = 500
const QUEUED_SIDE_BY_SIDE = 25

/** Returns who dismissed the event; undefined for one erased with its person. */
const dismissalView = ({ dismissedAt, dismissedBy, dismissal }: ParkedEvent, agents: AgentNames) => {
	if (dismissedBy === undefined) return undefined
	return { dismissedAt, dismissedBy: agentName(agents, dismissedBy), dismissal }
}

/** Renders a parked event, without what it says. */
export const parkedView = (event: ParkedEvent, agents: AgentNames) => {
	const { id, source, reason, envelope, index, parkedAt, retriedAt, caseId } = event
	return {
		id,
		network: source === 'meta' ? 'facebook' : source,
		reason,
		detail: PARKED_DETAILS[reason],
		envelope,
		index,
		parkedAt,
		retriedAt,
		caseId,
		...dismissalView(event, agents),
	}
}

const queueRetries = async (commands: Queue<RetryParked>, events: readonly ParkedEvent[]): Promise<void> => {
	for (let from = 0; from < events.length; from += QUEUED_SIDE_BY_SIDE) {
		const some = events.slice(from, from + QUEUED_SIDE_BY_SIDE)
		await Promise.all(some.map(({ id }) => commands.send({ command: 'retry-parked', id })))
	}
}

/** Returns the routes of the ledger and of parked events. */
export const operationsRoutes = (dependencies: OperationsRouteDependencies): readonly Route[] => {
	const { parked, commands, agents } = dependencies
	return [
		...ledgerRoutes(dependencies),
		bind(listParkedContract, async ({ query }) => {
			const { items, next } = await parked.list(query.limit, query.cursor, query)
			const keys = items.map(({ dismissedBy }) => dismissedBy).filter((key): key is AgentKey => key !== undefined)
			const names: AgentNames = keys.length === 0 ? new Map() : await agents.find([...new Set(keys)])
			const views = items.map((item) => parkedView(item, names))
			return { status: 200, body: { items: views, next } }
		}),
		bind(retryParkedContract, async ({ id }) => {
			const event = await parked.find(id)
			if (event === undefined) return problem('parked-unknown')
			await queueRetries(commands, [event])
			return { status: 202, body: { id: event.id } }
		}),
		bind(retryAllParkedContract, async ({ body: { reason, cursor } }) => {
			const { items, next } = await parked.list(RETRIED_AT_ONCE, cursor, { reason })
			await queueRetries(commands, items)
			return { status: 202, body: { count: items.length, next } }
		}),
		bind(dismissParkedContract, async ({ id, body: { reason } }, { key: by }) => {
			const event = await parked.find(id)
			if (event === undefined) return problem('parked-unknown')
			await commands.send({ command: 'dismiss-parked', id: event.id, by, reason })
			return { status: 202, body: { id: event.id } }
		}),
	]
}
