import { type AgentNames, agentName } from '#shared/agents/agent-directory.ts'
import { isPrivateForm } from '#shared/cases/codes.ts'
import type { AsideContent, Content, MessageContent } from '#shared/cases/content.ts'
import type { Fact, FactOf } from '#shared/cases/facts.ts'
import type { AgentKey, NoteKey, SendId } from '#shared/cases/keys.ts'
import type { MediaItem } from '#shared/cases/messages/media-item.ts'
import { wayOfForm } from '#shared/cases/replies/ways.ts'
import { answerLink } from '#shared/channels/answer-link.ts'
import { assertNever } from '#shared/kernel/assert-never.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import type { DeliveryView } from './case-view-schema.ts'
import type { TimelineEntry } from './timeline-schema.ts'

/** What a timeline needs besides facts. */
export type Known = {
	readonly content: ReadonlyMap<string, Content>
	readonly agents: AgentNames
	readonly deliveries: ReadonlyMap<SendId, DeliveryView>
}
type Entry = Omit<TimelineEntry, 'id'>

/** Renders an attachment, without its URL at the network. */
const shownMedia = (item: MediaItem, index: number): NonNullable<Entry['media']>[number] => {
	const { kind, state } = item
	if (item.state === 'kept') return { index, kind, state, type: item.type, bytes: item.bytes }
	return item.state === 'missing' ? { index, kind, state, reason: item.reason } : { index, kind, state }
}

const saidInMessage = (content: MessageContent | AsideContent): Partial<Entry> => {
	const { text, authorName: name, attached: attachments, about } = content
	const media = content.media?.map(shownMedia)
	if (content.form === 'mail') return { text, name, attachments, media }
	const { authorHandle: handle, isHidden, isSealed, thread, missingText } = content
	const link = answerLink(content)
	const [hidden, sealed] = [isHidden === true || undefined, isSealed === true || undefined]
	return { text, link, handle, name, hidden, sealed, thread, attachments, about, media, missingText }
}

/** Renders what was said, as far as its content is stored. */
export const saidBy = (content: Content | undefined): Partial<Entry> => {
	switch (content?.kind) {
		case 'message':
		case 'aside':
			return saidInMessage(content)
		case 'reply':
			return { text: content.text, thread: content.via === 'mail' ? undefined : content.thread }
		case 'nativeReply':
			return { text: content.text, hidden: content.isHidden === true || undefined }
		case 'note':
			return { text: content.text, struck: content.isStruck }
		case 'correction':
		case 'proposal':
			return { text: content.text }
		// Content of keys only has nothing to show.
		case 'alias':
		case 'sent':
		case 'ours':
		case 'pending':
		case 'erased':
		case undefined:
			return { erased: true }
		default:
			return assertNever(content)
	}
}

/** What seemed to be a customer's, and is our own. */
const isDisowned = (content: Content | undefined): boolean =>
	content?.kind === 'nativeReply' || content?.kind === 'sent'

const messageEntry = (fact: FactOf<'MessageReceived'>, { content }: Known): Entry => {
	const said = content.get(fact.message)
	const known = { at: fact.sentAt, channel: fact.network, visibility: fact.visibility, ...saidBy(said) } as const
	if (isDisowned(said)) return { ...known, kind: 'nativeAnswer', author: 'agent' }
	const hideable = wayOfForm(fact.network, fact.form).isHideable || undefined
	return { ...known, kind: 'message', author: 'customer', form: fact.form, hideable }
}

/** Returns the initials of an answer and its network's id. */
const signatureOf = (said: Content | undefined): Pick<Entry, 'initials' | 'networkId'> => {
	if (said?.kind !== 'reply') return {}
	return { initials: said.initials, networkId: said.via === 'mail' ? undefined : said.contentId }
}

const replyEntry = (fact: FactOf<'ReplyQueued'>, { content, agents, deliveries }: Known): Entry => {
	const { at, to, purpose, until, by, reply, send } = fact
	const said = content.get(reply)
	return {
		at,
		kind: 'reply',
		channel: to.via,
		visibility: to.visibility,
		author: 'agent',
		agent: agentName(agents, by),
		purpose,
		until,
		...saidBy(said),
		...signatureOf(said),
		inReplyTo: to.via === 'mail' ? undefined : to.message,
		delivery: deliveries.get(send) ?? { state: 'queued', at },
	}
}

/** Renders a message of a customer by its words alone, whose fact was not read. */
export const wordsEntry = (said: MessageContent): TimelineEntry => ({
	id: said.id,
	at: said.at,
	kind: 'message',
	channel: said.form === 'mail' ? 'mail' : said.network,
	visibility: isPrivateForm(said.form) ? 'private' : 'public',
	author: 'customer',
	form: said.form === 'mail' ? undefined : said.form,
	...saidBy(said),
})

/** Renders to whom a case was assigned. */
const assigneeIn = ({ to }: FactOf<'CaseAssigned'>, { agents }: Known): Partial<Entry> => {
	if (to.kind === 'team') return { team: to.team }
	const { owner, deputy } = to
	return { owner: agentName(agents, owner), deputy: deputy === undefined ? undefined : agentName(agents, deputy) }
}

/** Renders what was said with a change of who has the case. */
const remarkOf = ({ note }: { readonly note?: NoteKey | undefined }, { content }: Known): Partial<Entry> =>
	note === undefined ? {} : saidBy(content.get(note))

/** Renders how and why a case ended, or shall end. */
const endingIn = ({
	outcome,
	unansweredReason,
	message,
}: FactOf<'CaseClosed' | 'ClosingProposed'>): Partial<Entry> => ({
	outcome,
	reason: unansweredReason,
	message,
})

/** Renders who has to keep a promise. */
const owedIn = (owes: FactOf<'PromiseMade'>['owes'], { agents }: Known): Partial<Entry> => ({
	owedBy: owes.kind,
	owner: owes.kind === 'agent' ? agentName(agents, owes.agent) : undefined,
	team: owes.kind === 'team' ? owes.team : undefined,
})

/** Renders a fact as a line of the timeline; undefined for facts shown as the delivery of another line. */
export const entryOf = (fact: Fact, known: Known): Entry | undefined => {
	const { at } = fact
	const named = (key: AgentKey): string => agentName(known.agents, key)
	const by = (agent: AgentKey) => ({ at, visibility: 'internal', author: 'agent', agent: named(agent) }) as const
	const system = { at, visibility: 'internal', author: 'system' } as const
	const byAny = (agent: AgentKey | undefined) => (agent === undefined ? system : by(agent))
	const delivery = (send: SendId) => ({ delivery: known.deliveries.get(send) ?? { state: 'queued', at } }) as const
	switch (fact.kind) {
		case 'MessageReceived':
			return messageEntry(fact, known)
		case 'MailReceived':
			return {
				at: fact.sentAt,
				kind: 'message',
				channel: 'mail',
				visibility: 'private',
				author: 'customer',
				...saidBy(known.content.get(fact.message)),
			}
		case 'MessageEdited':
			return fact.isShown
				? { kind: 'messageEdited', at: fact.sentAt, visibility: 'internal', author: 'customer' }
				: undefined
		case 'MessageErased':
			return { kind: 'messageErased', ...system }
		case 'MessageDisowned':
			return { kind: 'messageDisowned', ...system }
		case 'CaseFellAway':
			return { kind: 'caseFellAway', ...system }
		case 'MessageHidden':
			return { kind: fact.isHidden ? 'messageHidden' : 'messageShown', ...system }
		case 'NoteWritten':
			return { kind: 'note', ...by(fact.by), ...saidBy(known.content.get(fact.note)) }
		case 'NoteWithdrawn':
		case 'NoteStruck':
			return { kind: fact.kind === 'NoteStruck' ? 'noteStruck' : 'noteWithdrawn', ...by(fact.by), note: fact.note }
		case 'ColleagueAsked':
			return { kind: 'colleagueAsked', ...by(fact.by), asked: named(fact.asked), note: fact.note }
		case 'ColleagueAnswered':
			return { kind: 'colleagueAnswered', ...by(fact.by), note: fact.note, question: fact.question }
		case 'CaseOpened':
			return { kind: 'caseOpened', ...system, channel: fact.network }
		case 'CaseReopened':
			return { kind: 'caseReopened', ...system }
		case 'CaseClaimed':
			return { kind: 'caseClaimed', ...by(fact.by) }
		case 'CaseReleased':
			return { kind: 'caseReleased', ...by(fact.by) }
		case 'CaseAssigned':
			return { kind: 'caseAssigned', ...by(fact.by), ...assigneeIn(fact, known), ...remarkOf(fact, known) }
		case 'CaseTakenOver': {
			const from = fact.from === undefined ? undefined : named(fact.from)
			return { kind: 'caseTakenOver', ...by(fact.by), from, reason: fact.why, ...remarkOf(fact, known) }
		}
		case 'CaseFellBack': {
			const { to } = fact
			const owner = to.kind === 'deputy' ? named(to.deputy) : undefined
			const team = to.kind === 'team' ? to.team : undefined
			return { kind: 'caseFellBack', ...system, from: named(fact.from), owner, team, reason: fact.why }
		}
		case 'AddressFormSet':
			return { kind: 'addressFormSet', ...by(fact.by), addressForm: fact.form }
		case 'LanguageSet':
			return { kind: 'languageSet', ...by(fact.by), language: fact.language }
		// Our request messages are not shown: they carry the customer's link and code.
		case 'DataRequested':
			return {
				kind: 'dataRequested',
				...by(fact.by),
				visibility: 'private',
				channel: fact.network,
				fields: fact.fields,
				until: fact.expiresAt,
				...delivery(fact.send),
			}
		case 'RequestResent': {
			const sent = { visibility: 'private', channel: fact.network, ...delivery(fact.send) } as const
			return { kind: 'requestResent', ...by(fact.by), ...sent }
		}
		case 'InvitationQueued':
			return { kind: 'invitation', ...system, visibility: 'public', channel: fact.network, ...delivery(fact.send) }
		case 'NoticeQueued': {
			const kind = fact.notice === 'mailComplained' ? 'complaintNotice' : 'bounceNotice'
			return { kind, ...system, visibility: 'private', channel: fact.network, ...delivery(fact.send) }
		}
		case 'MailRequested':
			return { kind: 'mailRequested', ...system, visibility: 'private', channel: 'mail', ...delivery(fact.send) }
		case 'MailBounced':
			return { kind: 'mailBounced', ...system, channel: 'mail', reason: fact.reason }
		case 'MailParked':
			return { kind: 'mailParked', ...system, channel: 'mail', reason: fact.reason, parked: parkedId(fact.envelope, 0) }
		case 'ParkedMailSettled': {
			const { envelope, how } = fact
			return { kind: 'parkedMailSettled', ...system, channel: 'mail', reason: how, parked: parkedId(envelope, 0) }
		}
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
		case 'ReplyQueued':
			return replyEntry(fact, known)
		case 'ReplyProposed': {
			const said = saidBy(known.content.get(fact.proposal))
			return { kind: 'replyProposed', ...by(fact.by), purpose: fact.purpose, ...said }
		}
		case 'ReplyReleased':
			return { kind: 'replyReleased', ...by(fact.by), reply: fact.proposal }
		case 'ReplyReturned':
			return { kind: 'replyReturned', ...by(fact.by), reply: fact.proposal, ...saidBy(known.content.get(fact.note)) }
		case 'ReplyCorrectionQueued':
			return {
				kind: 'replyCorrected',
				...by(fact.by),
				visibility: 'public',
				reply: fact.reply,
				...delivery(fact.send),
			}
		case 'ReplyDeletionQueued':
			return { kind: 'replyDeleted', ...by(fact.by), visibility: 'public', reply: fact.reply, ...delivery(fact.send) }
		case 'HideQueued': {
			const kind = fact.isHidden ? 'hideQueued' : 'unhideQueued'
			return { kind, ...by(fact.by), channel: fact.network, ...delivery(fact.send) }
		}
		case 'ReplyBounced':
			return { kind: 'replyBounced', ...system, channel: 'mail', reason: fact.reason }
		case 'NativeAnswerSeen': {
			const { sentAt, network, visibility } = fact
			const said = saidBy(known.content.get(fact.message))
			return { at: sentAt, kind: 'nativeAnswer', channel: network, visibility, author: 'agent', ...said }
		}
		case 'NativeAnswerConfirmed':
			return { kind: 'nativeAnswerConfirmed', ...by(fact.by), reply: fact.message }
		case 'AnsweredByHand':
			return { kind: 'answeredByHand', ...by(fact.by) }
		case 'DataFound':
			return { kind: 'dataFound', ...system, fields: fact.fields }
		case 'DataExposed':
			return { kind: 'dataExposed', ...system, fields: fact.fields }
		case 'PersonErasureProposed':
			return { kind: 'personErasureProposed', ...by(fact.by) }
		case 'PersonErasureDemanded': {
			const confirmedBy = fact.confirmedBy === undefined ? undefined : named(fact.confirmedBy)
			const author = fact.by === undefined ? system : by(fact.by)
			return { kind: 'personErasureDemanded', ...author, confirmedBy, reason: fact.reason }
		}
		case 'PersonErasureWithdrawn':
			return { kind: 'personErasureWithdrawn', ...by(fact.by) }
		case 'PersonErasureBegun':
			return { kind: 'personErasureBegun', ...system }
		case 'PersonErased':
			return { kind: 'personErased', ...system }
		case 'TurnLapsed':
			return { kind: 'turnLapsed', ...system }
		case 'CaseClosed':
			return { kind: 'caseClosed', ...by(fact.by), ...endingIn(fact) }
		case 'CloseQueued':
			return { kind: 'closeQueued', ...by(fact.by), outcome: fact.outcome }
		case 'CloseDropped':
			return { kind: 'closeDropped', ...system, reason: fact.why }
		case 'ClosingProposed':
			return { kind: 'closingProposed', ...by(fact.by), ...endingIn(fact) }
		case 'ClosingApproved':
			return { kind: 'closingApproved', ...by(fact.by) }
		case 'ClosingRefused':
			return { kind: 'closingRefused', ...by(fact.by) }
		case 'PromiseMade': {
			const { promise, what: promiseKind, dueAt: until, owes } = fact
			const owed = owedIn(owes, known)
			return { kind: 'promiseMade', ...by(fact.by), promise, promiseKind, until, ...owed, ...remarkOf(fact, known) }
		}
		case 'PromiseKept':
			return { kind: 'promiseKept', ...by(fact.by), promise: fact.promise, reason: fact.on }
		case 'PromiseBroken':
			return { kind: 'promiseBroken', ...by(fact.by), promise: fact.promise }
		case 'PromiseMoved': {
			const { promise, to: movedTo, agreed } = fact
			return { kind: 'promiseMoved', ...by(fact.by), promise, movedTo, agreed }
		}
		case 'PromisePassedOn': {
			const author = fact.by === undefined ? system : by(fact.by)
			return { kind: 'promisePassedOn', ...author, promise: fact.promise, ...owedIn(fact.to, known) }
		}
		case 'PromiseReminded':
			return { kind: 'promiseReminded', ...system, promise: fact.promise }
		case 'PromiseOverdue':
			return { kind: 'promiseOverdue', ...system, promise: fact.promise }
		case 'PromiseEscalated':
			return { kind: 'promiseEscalated', ...system, promise: fact.promise }
		case 'PromiseVoided':
			return { kind: 'promiseVoided', ...system, promise: fact.promise, reason: fact.why }
		case 'PromiseRestored':
			return { kind: 'promiseRestored', ...system, promise: fact.promise }
		case 'FollowUpSet':
			return { kind: 'followUpSet', ...by(fact.by), until: fact.dueAt, ...remarkOf(fact, known) }
		case 'FollowUpDue':
			return { kind: 'followUpDue', ...system }
		case 'FollowUpCleared':
			return { kind: 'followUpCleared', ...(fact.by === undefined ? system : by(fact.by)), reason: fact.why }
		case 'CallRecorded': {
			const { direction, result } = fact
			return { kind: 'callRecorded', ...by(fact.by), direction, result, ...remarkOf(fact, known) }
		}
		case 'PhoneFormSet':
			return { kind: 'phoneFormSet', ...by(fact.by), addressForm: fact.form, reason: fact.asked ? 'asked' : undefined }
		case 'SignalRaised':
			return { kind: 'signalRaised', ...byAny(fact.by), signal: fact.signal }
		case 'SignalConfirmed':
			return { kind: 'signalConfirmed', ...by(fact.by), signal: fact.signal }
		case 'SignalDismissed':
			return { kind: 'signalDismissed', ...by(fact.by), signal: fact.signal, reason: fact.reason }
		case 'DangerRaised':
			return { kind: 'dangerRaised', ...byAny(fact.by), danger: fact.danger }
		case 'DangerTold':
			return { kind: 'dangerTold', ...system, danger: fact.danger }
		case 'DangerTaken':
			return { kind: 'dangerTaken', ...by(fact.by), danger: fact.danger }
		case 'DangerEnded':
			return { kind: 'dangerEnded', ...by(fact.by), danger: fact.danger, reason: fact.did }
		case 'NetiquetteStepTaken': {
			const { what: step, message, until } = fact
			return { kind: 'netiquetteStep', ...by(fact.by), step, message, until }
		}
		case 'NetiquetteStepUndone':
			return { kind: 'netiquetteStepUndone', ...byAny(fact.by), reason: fact.reason }
		case 'NetiquetteMuteEnded':
			return { kind: 'muteEnded', ...system }
		// Shown as the delivery of the send.
		case 'SendStarted':
		case 'SendSucceeded':
		case 'SendFailed':
		case 'SendUnknown':
		case 'SendDeferred':
		case 'ReplyWithdrawn':
		case 'ReplySent':
		case 'ReplyFailed':
		case 'ReplyUnknown':
		case 'ReplyConfirmed':
			return undefined
		default:
			return assertNever(fact)
	}
}

const NOTHING_KNOWN: Known = { content: new Map(), agents: new Map(), deliveries: new Map() }

/** Tells whether a fact is a line of its own. */
export const isShown = (fact: Fact): boolean => entryOf(fact, NOTHING_KNOWN) !== undefined
