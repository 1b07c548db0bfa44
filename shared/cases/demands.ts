import type { Fact, FactKind, FactOf } from './facts.ts'

/** Whether a fact of a kind makes dispatch do something, by what it says where not all of a kind do. */
type Demand<Kind extends FactKind> = boolean | ((fact: FactOf<Kind>) => boolean)

type Demands = { readonly [Kind in FactKind]: Demand<Kind> }

/**
 * Which facts demand that something leaves the case: a send, an attachment to fetch or erase, an erasure, values to move, a
 * link to shut, another time for which the search finds it, an alarm. Dispatch hears of these alone, and must answer each. A kind
 * left out does not compile.
 */
const DEMANDS = {
	AddressFormSet: false,
	LanguageSet: false,
	CallRecorded: false,
	PhoneFormSet: false,
	CaseClaimed: false,
	CaseReleased: false,
	CaseAssigned: false,
	CaseTakenOver: false,
	CaseFellBack: false,
	CaseOpened: false,
	CaseReopened: true,
	TurnLapsed: false,
	CaseClosed: true,
	CloseQueued: false,
	CloseDropped: false,
	ClosingProposed: false,
	CaseFellAway: true,
	ClosingApproved: false,
	ClosingRefused: false,
	DataReceived: false,
	DataRead: false,
	DataErased: false,
	DataFound: false,
	DataExposed: false,
	PersonErasureProposed: false,
	PersonErasureDemanded: false,
	PersonErasureWithdrawn: false,
	PersonErasureBegun: true,
	PersonErased: false,
	FollowUpSet: false,
	FollowUpDue: false,
	FollowUpCleared: false,
	MessageReceived: ({ toFetch }) => toFetch !== undefined,
	MailReceived: false,
	MessageEdited: ({ isShown }) => isShown,
	MessageErased: true,
	MessageDisowned: true,
	MessageHidden: false,
	NetiquetteStepTaken: false,
	NetiquetteStepUndone: false,
	NetiquetteMuteEnded: false,
	NoteWritten: ({ toVault }) => toVault === true,
	NoteWithdrawn: false,
	NoteStruck: false,
	ColleagueAsked: false,
	ColleagueAnswered: false,
	PromiseMade: false,
	PromiseKept: false,
	PromiseBroken: false,
	PromiseMoved: false,
	PromisePassedOn: false,
	PromiseReminded: false,
	PromiseOverdue: false,
	PromiseEscalated: false,
	PromiseVoided: false,
	PromiseRestored: false,
	ReplyProposed: false,
	ReplyReleased: false,
	ReplyReturned: false,
	ReplyQueued: true,
	ReplyWithdrawn: false,
	ReplySent: false,
	ReplyFailed: false,
	ReplyUnknown: false,
	ReplyConfirmed: false,
	ReplyBounced: false,
	ReplyCorrectionQueued: true,
	ReplyDeletionQueued: true,
	HideQueued: true,
	NativeAnswerSeen: false,
	NativeAnswerConfirmed: false,
	AnsweredByHand: false,
	DataRequested: true,
	RequestResent: true,
	InvitationQueued: true,
	MailRequested: true,
	MailBounced: false,
	NoticeQueued: true,
	MailParked: false,
	ParkedMailSettled: false,
	RequestPaused: false,
	RequestDisowned: false,
	RequestRevoked: true,
	RequestExpired: false,
	SendStarted: false,
	SendSucceeded: false,
	SendFailed: false,
	SendUnknown: false,
	SendDeferred: false,
	SignalRaised: false,
	SignalConfirmed: false,
	SignalDismissed: false,
	DangerRaised: true,
	DangerTold: false,
	DangerTaken: false,
	DangerEnded: false,
} as const satisfies Demands

/** The kinds of which some or all facts demand something. */
export type DemandingKind = {
	readonly [Kind in FactKind]: (typeof DEMANDS)[Kind] extends false ? never : Kind
}[FactKind]

const demandsOf = <Kind extends FactKind>(table: Demands, kind: Kind, fact: FactOf<Kind>): boolean => {
	const demand = table[kind]
	return typeof demand === 'function' ? demand(fact) : demand
}

/** Tells whether a fact demands something of dispatch. */
export const isDemanding = (fact: Fact): fact is FactOf<DemandingKind> => demandsOf(DEMANDS, fact.kind, fact)
