import type { Instant } from '#shared/kernel/clock.ts'
import { plus } from '#shared/kernel/clock.ts'
import { HUMAN_AGENT_WINDOW, MESSENGER_WINDOW, PRIVATE_REPLY_WINDOW } from './answer-window.ts'
import type { MessageForm } from './facts.ts'
import type { ContactKey, MessageKey } from './keys.ts'
import type { Network, Visibility, Way } from './network.ts'
import type { NoWay } from './refusal.ts'
import type { CaseState, DataRequest, Reach } from './state.ts'

/** The customer's message that an answer is written under, or whose author gets it. */
export type AnsweredMessage = {
	readonly message: MessageKey
	readonly contact: ContactKey
	readonly network: Network
	readonly visibility: Visibility
	readonly form: MessageForm
	readonly sentAt: Instant
	readonly isSummons?: true | undefined
}

/** Stage settings that bind what may be answered. */
export type ReplyRules = {
	/** X's self-serve tiers answer by API only who mentioned or quoted us (NETWORKS.md 2.8). */
	readonly xAnswersSummonsOnly: boolean
}

/** The window an answer leaves by, and its end; none where the network knows no end. */
export type OpenWindow = { readonly kind: 'standard' | 'humanAgent' | 'privateReply'; readonly until: Instant }

export type Targeted =
	| { readonly outcome: 'open'; readonly window?: OpenWindow }
	| { readonly outcome: 'refused'; readonly refusal: NoWay }

const open = (window?: OpenWindow): Targeted => ({ outcome: 'open', ...(window === undefined ? {} : { window }) })
const refused = (refusal: NoWay): Targeted => ({ outcome: 'refused', refusal })

const privateReply = (state: CaseState, { message, form, sentAt }: AnsweredMessage, now: Instant): Targeted => {
	if (form !== 'comment' && form !== 'post') return refused('windowClosed')
	if (state.repliedPrivately.includes(message)) return refused('privateReplyUsed')
	const until = plus(sentAt, PRIVATE_REPLY_WINDOW)
	return until > now ? open({ kind: 'privateReply', until }) : refused('windowClosed')
}

/** NETWORKS.md 3.4: Messenger's windows by the customer's last private message, else the one private reply. */
const onMeta = (state: CaseState, answered: AnsweredMessage, now: Instant): Targeted => {
	const heardAt = state.reach.find(({ contact }) => contact === answered.contact)?.private?.sentAt
	if (heardAt !== undefined) {
		const standard = plus(heardAt, MESSENGER_WINDOW)
		if (standard > now) return open({ kind: 'standard', until: standard })
		const humanAgent = plus(heardAt, HUMAN_AGENT_WINDOW)
		if (humanAgent > now) return open({ kind: 'humanAgent', until: humanAgent })
	}
	return answered.visibility === 'public' ? privateReply(state, answered, now) : refused('windowClosed')
}

/**
 * Whether an answer to a message may leave by its network at `now`, and until when. Asked when it is written and again
 * when it is sent, as windows close in between.
 */
export const reachBy = (
	state: CaseState,
	answered: AnsweredMessage,
	visibility: Visibility,
	rules: ReplyRules,
	now: Instant,
): Targeted => {
	if (visibility === 'public') {
		if (answered.visibility !== 'public') return refused('noMessageToAnswer')
		const isByHand = answered.network === 'x' && rules.xAnswersSummonsOnly && answered.isSummons !== true
		return isByHand ? refused('answerByHand') : open()
	}
	return answered.network === 'x' ? open() : onMeta(state, answered, now)
}

/** The request whose data came by a mail to an address: whoever gave them controls that mailbox. */
export const confirmedMailbox = (state: CaseState): DataRequest | undefined =>
	state.requests.findLast(({ submissions }) => submissions.some(({ assurance }) => assurance === 'controlsMailbox'))

/** A way in which the customer can be answered at the moment. */
export type PossibleAnswer = {
	readonly visibility: Visibility | 'mail'
	readonly channel: Way
	readonly until?: Instant
}

const placesOf = (state: CaseState, reach: Reach, rules: ReplyRules, now: Instant): readonly PossibleAnswer[] => {
	const { contact, network, public: shown, private: heard } = reach
	const open = (visibility: Visibility, ref: Reach['public']): readonly PossibleAnswer[] => {
		if (ref === undefined) return []
		const reached = reachBy(state, { ...ref, contact }, visibility, rules, now)
		if (reached.outcome === 'refused') return []
		const until = reached.window?.until
		return [{ visibility, channel: network, ...(until === undefined ? {} : { until }) }]
	}
	return [...open('public', shown), ...open('private', heard ?? shown)]
}

/** All of them: what an agent can do when one way is closed. */
export const possibleAnswers = (state: CaseState, rules: ReplyRules, now: Instant): readonly PossibleAnswer[] => {
	const mail = confirmedMailbox(state)
	return [
		...state.reach.flatMap((reach) => placesOf(state, reach, rules, now)),
		...(mail === undefined ? [] : [{ visibility: 'mail', channel: 'mail' } as const]),
	]
}
