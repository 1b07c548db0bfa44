import type { Fact, FactOf, RecordedFact } from '#shared/cases/facts.ts'
import type { AgentKey, EffectId } from '#shared/cases/keys.ts'
import type { MediaItem } from '#shared/cases/media-item.ts'
import type { Words } from '#shared/cases/ports.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { type AgentNames, agentName } from './agent-directory.ts'
import type { Delivery } from './case-view-schema.ts'
import type { TimelineEntry } from './timeline-schema.ts'

type Known = {
	readonly words: ReadonlyMap<string, Words>
	readonly agents: AgentNames
	readonly deliveries: ReadonlyMap<EffectId, Delivery>
}
type Entry = Omit<TimelineEntry, 'id'>

/** How each effect fares, from the facts about it. */
const deliveriesOf = (facts: readonly RecordedFact[]): ReadonlyMap<EffectId, Delivery> => {
	const deliveries = new Map<EffectId, Delivery>()
	for (const { fact } of facts) {
		const { at } = fact
		if (fact.kind === 'SendStarted') deliveries.set(fact.effect, { state: 'started', at })
		else if (fact.kind === 'SendSucceeded') deliveries.set(fact.effect, { state: 'sent', at })
		else if (fact.kind === 'SendFailed') deliveries.set(fact.effect, { state: 'failed', at, failure: fact.reason })
		else if (fact.kind === 'SendUnknown') deliveries.set(fact.effect, { state: 'unknown', at })
		else if (fact.kind === 'SendDeferred') deliveries.set(fact.effect, { state: 'deferred', at, until: fact.until })
	}
	return deliveries
}

/** Never its address at the network. */
const shownMedia = (item: MediaItem, index: number): NonNullable<Entry['media']>[number] => {
	const { kind, state } = item
	if (item.state === 'kept') return { index, kind, state, type: item.type, bytes: item.bytes }
	return item.state === 'missing' ? { index, kind, state, reason: item.reason } : { index, kind, state }
}

const saidBy = (words: Words | undefined): Partial<Entry> => {
	if (words === undefined || words.erasedAt !== undefined) return { erased: true }
	return {
		...(words.text === undefined ? {} : { text: words.text }),
		...(words.authorHandle === undefined ? {} : { handle: words.authorHandle }),
		...(words.authorName === undefined ? {} : { name: words.authorName }),
		...(words.isHidden === true ? { hidden: true } : {}),
		...(words.isSealed === true ? { sealed: true } : {}),
		...(words.thread === undefined ? {} : { thread: words.thread }),
		...(words.attachments === undefined ? {} : { attachments: words.attachments }),
		...(words.media === undefined ? {} : { media: words.media.map(shownMedia) }),
		...(words.missingText === undefined ? {} : { missingText: words.missingText }),
	}
}

const messageEntry = (fact: FactOf<'MessageReceived'>, { words }: Known): Entry => ({
	at: fact.sentAt,
	kind: 'message',
	channel: fact.network,
	visibility: fact.visibility,
	author: 'customer',
	form: fact.form,
	...saidBy(words.get(fact.message)),
})

const entryOf = (fact: Fact, known: Known): Entry | undefined => {
	const { at } = fact
	const named = (key: AgentKey): string => agentName(known.agents, key)
	const by = (agent: AgentKey) => ({ at, visibility: 'internal', author: 'agent', agent: named(agent) }) as const
	const system = { at, visibility: 'internal', author: 'system' } as const
	const delivery = (effect: EffectId) =>
		({ delivery: known.deliveries.get(effect) ?? { state: 'queued', at } }) as const
	switch (fact.kind) {
		case 'MessageReceived':
			return messageEntry(fact, known)
		case 'MessageEdited':
			return fact.isShown
				? { kind: 'messageEdited', at: fact.sentAt, visibility: 'internal', author: 'customer' }
				: undefined
		case 'MessageErased':
			return { kind: 'messageErased', ...system }
		case 'MessageHidden':
			return { kind: fact.isHidden ? 'messageHidden' : 'messageShown', ...system }
		case 'NoteWritten':
			return { kind: 'note', ...by(fact.by), ...saidBy(known.words.get(fact.note)) }
		case 'CaseOpened':
			return { kind: 'caseOpened', ...system, channel: fact.network }
		case 'CaseReopened':
			return { kind: 'caseReopened', ...system }
		case 'CaseClaimed':
			return { kind: 'caseClaimed', ...by(fact.by) }
		case 'CaseReleased':
			return { kind: 'caseReleased', ...by(fact.by) }
		case 'CaseAssigned': {
			const deputy = fact.deputy === undefined ? {} : { deputy: named(fact.deputy) }
			return { kind: 'caseAssigned', ...by(fact.by), owner: named(fact.owner), ...deputy }
		}
		case 'AddressFormSet':
			return { kind: 'addressFormSet', ...by(fact.by), addressForm: fact.form }
		case 'LanguageSet':
			return { kind: 'languageSet', ...by(fact.by), language: fact.language }
		// The texts of what we send are not shown: they carry the customer's link and code.
		case 'DataRequested':
			return {
				kind: 'dataRequested',
				...by(fact.by),
				visibility: 'private',
				channel: fact.network,
				fields: fact.fields,
				until: fact.expiresAt,
				...delivery(fact.effect),
			}
		case 'RequestResent': {
			const sent = { visibility: 'private', channel: fact.network, ...delivery(fact.effect) } as const
			return { kind: 'requestResent', ...by(fact.by), ...sent }
		}
		case 'InvitationQueued':
			return { kind: 'invitation', ...system, visibility: 'public', channel: fact.network, ...delivery(fact.effect) }
		case 'NoticeQueued': {
			const kind = fact.notice === 'mailComplained' ? 'complaintNotice' : 'bounceNotice'
			return { kind, ...system, visibility: 'private', channel: fact.network, ...delivery(fact.effect) }
		}
		case 'MailRequested':
			return { kind: 'mailRequested', ...system, visibility: 'private', channel: 'mail', ...delivery(fact.effect) }
		case 'MailBounced':
			return { kind: 'mailBounced', ...system, channel: 'mail', reason: fact.reason }
		case 'RequestPaused':
			return { kind: 'requestPaused', ...system, until: fact.until }
		case 'RequestDisowned':
			return { kind: 'requestDisowned', at, visibility: 'private', author: 'customer' }
		case 'RequestRevoked':
			return { kind: 'requestRevoked', ...by(fact.by) }
		case 'RequestExpired':
			return { kind: 'requestExpired', ...system }
		case 'DataReceived': {
			const { fields, assurance } = fact
			return { kind: 'dataReceived', at, visibility: 'private', author: 'customer', fields, assurance }
		}
		case 'DataRead':
			return { kind: 'dataRead', ...by(fact.by), purpose: fact.purpose, fields: fact.fields }
		case 'DataErased':
			return { kind: 'dataErased', ...(fact.by === undefined ? system : by(fact.by)), reason: fact.reason }
		case 'TurnLapsed':
			return { kind: 'turnLapsed', ...system }
		case 'CaseClosed': {
			const reason = fact.unansweredReason === undefined ? {} : { reason: fact.unansweredReason }
			return { kind: 'caseClosed', ...by(fact.by), outcome: fact.outcome, ...reason }
		}
		// Told as the delivery of what was sent.
		case 'SendStarted':
		case 'SendSucceeded':
		case 'SendFailed':
		case 'SendUnknown':
		case 'SendDeferred':
			return undefined
		default:
			return assertNever(fact)
	}
}

/** Time first; at the same time messages by their keys, then everything else as it was recorded. */
const placeOf = ({ version, fact }: RecordedFact): string =>
	fact.kind === 'MessageReceived'
		? `${fact.sentAt}#0#${fact.message}`
		: `${fact.at}#1#${String(version).padStart(12, '0')}`

/** The keys under which the words of a case are stored. */
export const wordsOf = (facts: readonly RecordedFact[]): readonly Words['id'][] =>
	facts.flatMap(({ fact }) => {
		if (fact.kind === 'MessageReceived') return [fact.message]
		return fact.kind === 'NoteWritten' ? [fact.note] : []
	})

/** What somebody wrote to somebody else in a thread of the case. */
const asideEntry = (aside: Words): TimelineEntry => ({
	id: aside.id,
	at: aside.at,
	kind: 'message',
	...(aside.network === undefined ? {} : { channel: aside.network }),
	visibility: 'public',
	author: 'bystander',
	...(aside.form === undefined ? {} : { form: aside.form }),
	asideSeen: aside.asideSeenAt !== undefined,
	...saidBy(aside),
})

/** A timeline with what bystanders wrote, each before the first entry that is later. Pure. */
export const withBystanders = (
	entries: readonly TimelineEntry[],
	asides: readonly Words[],
): readonly TimelineEntry[] => {
	const waiting = asides.map(asideEntry).toSorted((a, b) => (a.at < b.at ? -1 : 1))
	const merged = entries.flatMap((entry) => {
		const later = waiting.findIndex(({ at }) => at > entry.at)
		return [...waiting.splice(0, later === -1 ? waiting.length : later), entry]
	})
	return [...merged, ...waiting]
}

/** Every agent the facts name. */
export const agentsIn = (facts: readonly RecordedFact[]): readonly AgentKey[] => [
	...new Set(
		facts.flatMap(({ fact }) => [
			...('by' in fact && fact.by !== undefined ? [fact.by] : []),
			...(fact.kind === 'CaseAssigned' ? [fact.owner, ...(fact.deputy === undefined ? [] : [fact.deputy])] : []),
		]),
	),
]

/**
 * What happened in a case, in the order of time: messages at their network's time, sends with how they fared. Pure. Words
 * that are missing or erased are shown as erased.
 */
export const timeline = (
	facts: readonly RecordedFact[],
	words: readonly Words[],
	agents: AgentNames,
): readonly TimelineEntry[] => {
	const known: Known = {
		words: new Map(words.map((one) => [one.id, one])),
		agents,
		deliveries: deliveriesOf(facts),
	}
	return facts
		.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
		.flatMap(({ version, fact }) => {
			const entry = entryOf(fact, known)
			const id = fact.kind === 'MessageReceived' ? fact.message : `fact_${version}`
			return entry === undefined ? [] : [{ id, ...entry }]
		})
}
