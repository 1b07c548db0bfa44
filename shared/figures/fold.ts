import type { Team } from '#shared/cases/actor.ts'
import { openCase } from '#shared/cases/closing/evolve.ts'
import { evolve } from '#shared/cases/evolve.ts'
import type { Fact, FactKind, FactOf, RecordedFact } from '#shared/cases/facts.ts'
import type { CaseId, PromiseId, RequestId, SendId } from '#shared/cases/keys.ts'
import type { DangerKind, SignalKind } from '#shared/cases/signals/facts.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { beginMatter, type DangerOfMatter, type Matter, type PromiseOfMatter, type RequestOfMatter } from './matter.ts'
import {
	answerByHand,
	closeWaiting,
	confirmNativeAnswer,
	countArrival,
	deleteAnswer,
	editMessage,
	eraseMessagesOfPerson,
	seeNativeAnswer,
	sendAnswer,
	takeBackMessage,
	waitingOnes,
} from './messages.ts'

/** Folds the facts of one case into its matter, from which the figures are counted. Pure. */

/** What a fact adds; `matter` is the one before it, with its own version as the fact's place. */
type Folder<Kind extends FactKind> = (matter: Matter, fact: FactOf<Kind>, version: number) => Matter

/** No figure says anything of it but through the head of its case: whose turn it is, and the customer's language. */
const NOTHING = 'nothing'
/** The matter begins with it: `beginMatter`. */
const BEGINS = 'begins'

const changeRequest = (matter: Matter, id: RequestId, data: RequestOfMatter['data']): Matter => ({
	...matter,
	requests: matter.requests.map((one) => (one.request === id ? { ...one, data } : one)),
})

const endPromise = (
	matter: Matter,
	id: PromiseId,
	endOf: (one: PromiseOfMatter) => PromiseOfMatter['end'],
): Matter => ({
	...matter,
	promises: matter.promises.map((one) => (one.promise === id ? { ...one, end: endOf(one) } : one)),
})

/** Changes the danger of a kind that stands. */
const changeDanger = (matter: Matter, kind: DangerKind, change: (one: DangerOfMatter) => DangerOfMatter): Matter => ({
	...matter,
	dangers: matter.dangers.map((one) => (one.danger === kind && one.did === undefined ? change(one) : one)),
})

const changeSignal = (matter: Matter, kind: SignalKind, state: 'raised' | 'confirmed' | 'dismissed'): Matter => ({
	...matter,
	signals: matter.signals.map((one) => (one.signal === kind ? { ...one, state } : one)),
})

const raiseSignal = (matter: Matter, { signal, message, at }: FactOf<'SignalRaised'>, version: number): Matter => {
	const known = matter.signals.find((one) => one.signal === signal)
	const isThanks = signal === 'thanks' && message !== undefined
	const thanked = isThanks ? { ...matter, thanks: [...matter.thanks, { message, version }] } : matter
	if (known === undefined) return { ...thanked, signals: [...matter.signals, { signal, at, state: 'raised' }] }
	return known.state === 'confirmed' ? thanked : changeSignal(thanked, signal, 'raised')
}

const raiseDanger = (matter: Matter, { danger, at }: FactOf<'DangerRaised'>): Matter => {
	const stands = matter.dangers.some((one) => one.danger === danger && one.did === undefined)
	return stands ? matter : { ...matter, dangers: [...matter.dangers, { danger, at }] }
}

const takenBy = (team: Team | undefined, at: string) => (one: DangerOfMatter) =>
	one.takenAt === undefined ? { ...one, takenAt: at, team } : one

const close = (matter: Matter, fact: FactOf<'CaseClosed'>, version: number): Matter => {
	const { at, team, outcome, unansweredReason: reason } = fact
	const { openSince, turns } = matter
	const leftWaiting = waitingOnes(matter).length > 0
	const closed = { at, version, team, outcome, reason, leftWaiting, openSince, turns }
	return { ...closeWaiting(matter, fact), closes: [...matter.closes, closed] }
}

/** Returns since when a matter counts as open that opens again: where it fell away, the time before that counts on. */
const openAgain = ({ head, openSince }: Matter, at: Instant): Instant => {
	const { closedAt, outcome } = head
	if (closedAt === undefined || outcome !== undefined) return at
	return new Date(Date.parse(at) - (Date.parse(closedAt) - Date.parse(openSince))).toISOString()
}

/** Counts the step that was said or done by a send, now that it left. */
const leaveStep = (matter: Matter, id: SendId): Matter => ({
	...matter,
	steps: matter.steps.map((one) => (one.send === id && one.state === 'underWay' ? { ...one, state: 'taken' } : one)),
})

/** What each fact adds: one that is missing here does not compile. */
const FOLDERS: { readonly [Kind in FactKind]: Folder<Kind> | typeof NOTHING | typeof BEGINS } = {
	CaseOpened: BEGINS,
	CaseReopened: (matter, { at }) =>
		matter.head.state === 'closed' ? { ...matter, openSince: openAgain(matter, at) } : matter,
	CaseClosed: close,
	/** The head tells that it is closed; nobody closed it. */
	CaseFellAway: (matter) => matter,
	TurnLapsed: NOTHING,
	CloseQueued: NOTHING,
	CloseDropped: NOTHING,
	ClosingProposed: NOTHING,
	ClosingApproved: NOTHING,
	ClosingRefused: NOTHING,
	MessageReceived: countArrival,
	MailReceived: countArrival,
	MessageEdited: editMessage,
	MessageErased: takeBackMessage,
	MessageDisowned: takeBackMessage,
	MessageHidden: NOTHING,
	CaseClaimed: NOTHING,
	CaseReleased: NOTHING,
	CaseAssigned: NOTHING,
	CaseTakenOver: NOTHING,
	CaseFellBack: NOTHING,
	AddressFormSet: NOTHING,
	LanguageSet: NOTHING,
	DataRequested: (matter, { request, at, team }) => ({
		...matter,
		requests: [...matter.requests, { request, at, team, data: 'open' }],
	}),
	RequestResent: NOTHING,
	InvitationQueued: NOTHING,
	MailRequested: NOTHING,
	MailBounced: NOTHING,
	NoticeQueued: NOTHING,
	RequestPaused: NOTHING,
	RequestDisowned: (matter, { request }) => changeRequest(matter, request, 'disowned'),
	RequestRevoked: (matter, { request }) => changeRequest(matter, request, 'revoked'),
	RequestExpired: (matter, { request }) => changeRequest(matter, request, 'expired'),
	DataReceived: (matter, { request }) => changeRequest(matter, request, 'received'),
	DataRead: NOTHING,
	DataErased: NOTHING,
	DataFound: NOTHING,
	DataExposed: NOTHING,
	PersonErasureProposed: NOTHING,
	PersonErasureDemanded: NOTHING,
	PersonErasureWithdrawn: NOTHING,
	PersonErasureBegun: NOTHING,
	PersonErased: eraseMessagesOfPerson,
	SendStarted: NOTHING,
	SendSucceeded: (matter, { send: id }) => deleteAnswer(leaveStep(matter, id), id),
	SendFailed: NOTHING,
	SendUnknown: NOTHING,
	SendDeferred: NOTHING,
	ReplyQueued: (matter, { send: id, reply, purpose, team }) => ({
		...matter,
		queued: [...matter.queued, { send: id, reply, purpose, team, seenVersion: matter.version }],
	}),
	ReplyWithdrawn: NOTHING,
	ReplySent: (matter, fact) => sendAnswer(leaveStep(matter, fact.send), fact),
	ReplyFailed: NOTHING,
	ReplyUnknown: NOTHING,
	ReplyConfirmed: NOTHING,
	ReplyBounced: NOTHING,
	ReplyCorrectionQueued: NOTHING,
	ReplyDeletionQueued: (matter, { send: id, reply }) => ({
		...matter,
		deletions: [...matter.deletions, { send: id, reply }],
	}),
	HideQueued: NOTHING,
	NativeAnswerSeen: seeNativeAnswer,
	NativeAnswerConfirmed: confirmNativeAnswer,
	AnsweredByHand: answerByHand,
	ReplyProposed: NOTHING,
	ReplyReleased: NOTHING,
	ReplyReturned: NOTHING,
	NoteWritten: NOTHING,
	NoteWithdrawn: NOTHING,
	NoteStruck: NOTHING,
	MailParked: NOTHING,
	ParkedMailSettled: NOTHING,
	ColleagueAsked: NOTHING,
	ColleagueAnswered: NOTHING,
	PromiseMade: (matter, { promise, what, dueAt, at, team }) => ({
		...matter,
		promises: [...matter.promises, { promise, what, dueAt, at, team, end: 'open' }],
	}),
	PromiseKept: (matter, { promise, at }) =>
		endPromise(matter, promise, ({ dueAt }) => (at <= dueAt ? 'keptInTime' : 'keptLate')),
	PromiseBroken: (matter, { promise, at, team }) => ({
		...endPromise(matter, promise, () => 'broken'),
		broken: [...matter.broken, { at, team }],
	}),
	/** After its date and without the customer's word it is broken, too, as the case itself counts. */
	PromiseMoved: (matter, { promise, at, agreed, team }) => {
		const isLate = !agreed && matter.promises.some((one) => one.promise === promise && one.dueAt < at)
		const moved = endPromise(matter, promise, () => 'moved')
		return isLate ? { ...moved, broken: [...moved.broken, { at, team }] } : moved
	},
	PromisePassedOn: NOTHING,
	PromiseReminded: NOTHING,
	PromiseOverdue: NOTHING,
	PromiseEscalated: NOTHING,
	PromiseVoided: (matter, { promise }) => endPromise(matter, promise, () => 'voided'),
	PromiseRestored: (matter, { promise }) => endPromise(matter, promise, () => 'open'),
	CallRecorded: NOTHING,
	PhoneFormSet: NOTHING,
	FollowUpSet: NOTHING,
	FollowUpDue: NOTHING,
	FollowUpCleared: NOTHING,
	SignalRaised: raiseSignal,
	SignalConfirmed: (matter, { signal }) => changeSignal(matter, signal, 'confirmed'),
	/** Of all its messages: thanks that are none were words. */
	SignalDismissed: (matter, { signal }) => ({
		...changeSignal(matter, signal, 'dismissed'),
		thanks: signal === 'thanks' ? [] : matter.thanks,
	}),
	DangerRaised: raiseDanger,
	DangerTold: NOTHING,
	DangerTaken: (matter, { danger, at, team }) => changeDanger(matter, danger, takenBy(team, at)),
	DangerEnded: (matter, { danger, did }) => changeDanger(matter, danger, (one) => ({ ...one, did })),
	NetiquetteStepTaken: (matter, { step, what, at, team, send }) => {
		const taken = { step, what, at, team, send, state: send === undefined ? 'taken' : 'underWay' } as const
		return { ...matter, steps: [...matter.steps, taken] }
	},
	NetiquetteStepUndone: (matter, { step }) => ({
		...matter,
		steps: matter.steps.map((one) => (one.step === step ? { ...one, state: 'undone' } : one)),
	}),
	NetiquetteMuteEnded: NOTHING,
}

/** The kinds of fact of which no figure says anything by itself. */
export const SILENT_FACTS: readonly string[] = Object.entries(FOLDERS)
	.filter(([, folder]) => folder === NOTHING)
	.map(([kind]) => kind)

const foldKind = <Kind extends FactKind>(kind: Kind, matter: Matter, fact: FactOf<Kind>, version: number): Matter => {
	const folder = FOLDERS[kind]
	return typeof folder === 'string' ? matter : folder(matter, fact, version)
}

/** Counts the time since the last fact for whose turn it was. In a closed case it is nobody's. */
const spend = (matter: Matter, at: string): Matter => {
	const { head, turns, lastAt } = matter
	if (head.state === 'closed') return { ...matter, lastAt: at }
	const { who } = head.turn
	const spent = Date.parse(at) - Date.parse(lastAt)
	return { ...matter, lastAt: at, turns: { ...turns, [who]: turns[who] + spent } }
}

const foldFact = (matter: Matter, fact: Fact): Matter => {
	const version = matter.version + 1
	const folded = foldKind(fact.kind, spend(matter, fact.at), fact, version)
	return { ...folded, version, head: evolve(matter.head, fact) }
}

/**
 * Returns a case's matter after more of its facts, in their order. Facts that it has already are passed over, so that a
 * batch may come again or overlap the last one. Throws where facts are left out. Undefined as long as there are none.
 */
export const foldFigures = (
	id: CaseId,
	before: Matter | undefined,
	facts: readonly RecordedFact[],
): Matter | undefined => {
	let matter = before
	for (const { version, fact } of facts) {
		const next = (matter?.version ?? 0) + 1
		if (version < next) continue
		if (version > next) throw new Error(`Facts are left out: ${version} came after ${next - 1}`)
		if (matter !== undefined) matter = foldFact(matter, fact)
		else if (fact.kind === 'CaseOpened') matter = beginMatter(openCase(id, fact), fact.network)
		else throw new Error(`A case begins with CaseOpened, not with ${fact.kind}`)
	}
	return matter
}
