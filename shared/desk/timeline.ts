import type { AgentNames } from '#shared/agents/agent-directory.ts'
import type { AsideContent, Content, ContentId } from '#shared/cases/content.ts'
import type { Fact, FactOf, RecordedFact } from '#shared/cases/facts.ts'
import type { AgentKey, SendId } from '#shared/cases/keys.ts'
import { type Act, actAskedBy, FAILURE_WORDS } from '#shared/replies/failure-words.ts'
import type { DeliveryView } from './case-view-schema.ts'
import { entryOf, type Known, saidBy } from './timeline-entry.ts'
import type { TimelineEntry } from './timeline-schema.ts'

type SendDelivery = { readonly send: SendId; readonly delivery: DeliveryView }

/** Returns the delivery state that a fact gives a send, whose failure is told by what it was. */
const deliveryIn = (fact: Fact, acts: ReadonlyMap<SendId, Act>): SendDelivery | undefined => {
	const { at } = fact
	switch (fact.kind) {
		case 'SendStarted':
			return { send: fact.send, delivery: { state: 'started', at } }
		case 'SendSucceeded':
		case 'ReplySent':
			return { send: fact.send, delivery: { state: 'sent', at } }
		case 'SendFailed':
		case 'ReplyFailed': {
			const { send, reason: failure } = fact
			const act = acts.get(send) ?? 'answer'
			return { send, delivery: { state: 'failed', at, failure, act, reason: FAILURE_WORDS[act][failure] } }
		}
		case 'SendUnknown':
		case 'ReplyUnknown':
			return { send: fact.send, delivery: { state: 'unknown', at } }
		case 'SendDeferred':
			return { send: fact.send, delivery: { state: 'deferred', at, until: fact.until, held: fact.reason } }
		case 'ReplyQueued':
			return { send: fact.send, delivery: { state: 'queued', at, until: fact.leavesAt } }
		case 'ReplyWithdrawn':
			return { send: fact.send, delivery: { state: 'withdrawn', at } }
		case 'ReplyConfirmed':
			return { send: fact.send, delivery: { state: 'sent', at, confirmedAt: at } }
		case 'ReplyBounced':
			return { send: fact.send, delivery: { state: 'bounced', at } }
		default:
			return undefined
	}
}

const ENDS = [
	'SendSucceeded',
	'SendFailed',
	'SendUnknown',
	'ReplySent',
	'ReplyFailed',
	'ReplyUnknown',
	'ReplyWithdrawn',
] as const
const ENDS_OF_SENDS: ReadonlySet<string> = new Set(ENDS)

/** Tells whether a fact ends a send, so far as is known by then. */
export const isEndOfSend = (fact: Fact): fact is FactOf<(typeof ENDS)[number]> => ENDS_OF_SENDS.has(fact.kind)

/** Returns the delivery state of each send. */
const deliveriesOf = (facts: readonly RecordedFact[]): ReadonlyMap<SendId, DeliveryView> => {
	const deliveries = new Map<SendId, DeliveryView>()
	const acts = new Map<SendId, Act>()
	for (const { fact } of facts) {
		const asked = actAskedBy(fact)
		if (asked !== undefined) acts.set(asked.send, asked.act)
		const change = deliveryIn(fact, acts)
		if (change === undefined) continue
		const known = deliveries.get(change.send)
		deliveries.set(
			change.send,
			known?.confirmedAt === undefined ? change.delivery : { ...change.delivery, confirmedAt: known.confirmedAt },
		)
	}
	return deliveries
}

/** Returns the sort key of a fact: time, then messages by their keys, then others in recorded order. */
const sortKeyOf = ({ version, fact }: RecordedFact): string =>
	fact.kind === 'MessageReceived' || fact.kind === 'MailReceived' || fact.kind === 'NativeAnswerSeen'
		? `${fact.sentAt}#0#${fact.message}`
		: `${fact.at}#1#${String(version).padStart(12, '0')}`

/** Returns the keys under which the content of a case is stored. */
export const contentOf = (facts: readonly RecordedFact[]): readonly ContentId[] =>
	facts.flatMap(({ fact }) => {
		switch (fact.kind) {
			case 'MessageReceived':
			case 'MailReceived':
			case 'NativeAnswerSeen':
				return [fact.message]
			case 'NoteWritten':
			case 'CaseAssigned':
			case 'CaseTakenOver':
			case 'PromiseMade':
			case 'FollowUpSet':
			case 'CallRecorded':
				return fact.note === undefined ? [] : [fact.note]
			case 'ReplyQueued':
				return [fact.reply]
			case 'ReplyProposed':
				return [fact.proposal]
			case 'ReplyReturned':
				return [fact.note]
			default:
				return []
		}
	})

/** Renders what a bystander wrote in a thread of the case. */
const asideEntry = (aside: AsideContent): TimelineEntry => ({
	id: aside.id,
	at: aside.at,
	kind: 'message',
	channel: aside.network,
	visibility: 'public',
	author: 'bystander',
	form: aside.form,
	asideSeen: aside.asideSeenAt !== undefined,
	...saidBy(aside),
})

/** Inserts what bystanders wrote into a timeline, each before the first later entry. Pure. */
export const withBystanders = (
	entries: readonly TimelineEntry[],
	asides: readonly AsideContent[],
): readonly TimelineEntry[] => {
	const waiting = asides.map(asideEntry).toSorted((a, b) => (a.at < b.at ? -1 : 1))
	const merged = entries.flatMap((entry) => {
		const later = waiting.findIndex(({ at }) => at > entry.at)
		return [...waiting.splice(0, later === -1 ? waiting.length : later), entry]
	})
	return [...merged, ...waiting]
}

/** Returns the own key of a message, an answer, a proposal of one or a note, which commands name. */
const keyOf = (fact: Fact): string | undefined => {
	if (fact.kind === 'MessageReceived' || fact.kind === 'MailReceived' || fact.kind === 'NativeAnswerSeen')
		return fact.message
	if (fact.kind === 'ReplyProposed') return fact.proposal
	if (fact.kind === 'NoteWritten') return fact.note
	return fact.kind === 'ReplyQueued' ? fact.reply : undefined
}

const namedIn = (fact: Fact): readonly (AgentKey | undefined)[] => {
	if (fact.kind === 'CaseTakenOver') return [fact.by, fact.from]
	if (fact.kind === 'ColleagueAsked') return [fact.by, fact.asked]
	if (fact.kind === 'CaseFellBack') return [fact.from, fact.to.kind === 'deputy' ? fact.to.deputy : undefined]
	if (fact.kind === 'PersonErasureDemanded') return [fact.by, fact.confirmedBy]
	if (fact.kind === 'CaseAssigned' && fact.to.kind === 'agent') return [fact.by, fact.to.owner, fact.to.deputy]
	if (fact.kind === 'PromiseMade' && fact.owes.kind === 'agent') return [fact.by, fact.owes.agent]
	if (fact.kind === 'PromisePassedOn' && fact.to.kind === 'agent') return [fact.by, fact.to.agent]
	return 'by' in fact ? [fact.by] : []
}

/** Returns every agent the facts name. */
export const agentsIn = (facts: readonly RecordedFact[]): readonly AgentKey[] => [
	...new Set(facts.flatMap(({ fact }) => namedIn(fact)).filter((key) => key !== undefined)),
]

/** What tells how the sends of a page ended after it. */
type Ends = {
	/** Facts after those of the page. */
	readonly later: readonly RecordedFact[]
	/** The deliveries of those sends that the head knows. */
	readonly inHead: ReadonlyMap<SendId, DeliveryView>
}

/**
 * Renders a page of the timeline of a case in order of time: messages at their network's time, sends with their delivery.
 * Pure. Missing or erased content is shown as erased.
 */
export const timeline = (
	facts: readonly RecordedFact[],
	content: readonly Content[],
	agents: AgentNames,
	{ later, inHead }: Ends = { later: [], inHead: new Map() },
): readonly TimelineEntry[] => {
	const known: Known = {
		content: new Map(content.map((one) => [one.id, one])),
		agents,
		deliveries: new Map([...deliveriesOf([...facts, ...later]), ...inHead]),
	}
	return facts
		.toSorted((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))
		.flatMap(({ version, fact }) => {
			const entry = entryOf(fact, known)
			const id = keyOf(fact) ?? `fact_${version}`
			return entry === undefined ? [] : [{ id, ...entry }]
		})
}
