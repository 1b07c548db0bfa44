import type { Instant } from '#shared/kernel/clock.ts'
import type {
	AddressForm,
	Assurance,
	CaseOutcome,
	ContactLanguage,
	DataField,
	FactOf,
	OverrideReason,
	ReplyPurpose,
	ReplyWarning,
	SendFailure,
} from './facts.ts'
import type { AgentKey, MessageKey, NoteKey, RequestId, SendId, SubmissionId } from './keys.ts'
import type { Network, Visibility } from './network.ts'
import type { AnsweredMessage, ReplyRules } from './reply-target.ts'

type MannerReason = NonNullable<FactOf<'AddressFormSet'>['reason']>

/** What people and machines ask of a case. Keys that a command needs are made by its caller, so that deciding is pure. */
export type Command =
	| { readonly kind: 'claim'; readonly by: AgentKey }
	| { readonly kind: 'release'; readonly by: AgentKey }
	| { readonly kind: 'assign'; readonly by: AgentKey; readonly owner: AgentKey; readonly deputy?: AgentKey | undefined }
	| { readonly kind: 'writeNote'; readonly by: AgentKey; readonly note: NoteKey }
	| {
			readonly kind: 'setAddressForm'
			readonly by: AgentKey
			readonly form: AddressForm
			readonly reason: MannerReason
	  }
	| {
			readonly kind: 'setLanguage'
			readonly by: AgentKey
			readonly language: ContactLanguage
			readonly reason: MannerReason
	  }
	| {
			readonly kind: 'requestData'
			readonly by: AgentKey
			readonly request: RequestId
			readonly send: SendId
			readonly fields: readonly DataField[]
	  }
	| { readonly kind: 'resendRequest'; readonly by: AgentKey; readonly send: SendId }
	| { readonly kind: 'revokeRequest'; readonly by: AgentKey }
	| {
			readonly kind: 'recordMailRequest'
			readonly request: RequestId
			readonly send: SendId
			readonly issue: number
	  }
	| {
			readonly kind: 'recordBounce'
			readonly request: RequestId
			readonly issue: number
			readonly reason: FactOf<'MailBounced'>['reason']
			readonly send: SendId
	  }
	| { readonly kind: 'recordPause'; readonly request: RequestId; readonly until: Instant }
	| { readonly kind: 'recordDisowning'; readonly request: RequestId }
	| {
			readonly kind: 'recordData'
			readonly request: RequestId
			readonly submission: SubmissionId
			readonly fields: readonly DataField[]
			readonly assurance: Assurance
	  }
	| {
			readonly kind: 'readData'
			readonly by: AgentKey
			readonly purpose: FactOf<'DataRead'>['purpose']
			readonly fields: readonly DataField[]
	  }
	| {
			readonly kind: 'recordErasure'
			readonly reason: FactOf<'DataErased'>['reason']
			readonly by?: AgentKey | undefined
	  }
	/** `after` is the last attempt its sender saw: of two senders only one gets to start the next. */
	| { readonly kind: 'startSend'; readonly send: SendId; readonly after: number }
	| { readonly kind: 'recordSent'; readonly send: SendId; readonly message?: MessageKey | undefined }
	| {
			readonly kind: 'recordFailure'
			readonly send: SendId
			/** The attempt that came to this; one that another has replaced says nothing. */
			readonly attempt: number
			readonly reason: SendFailure
			/** The key of the invitation that follows when a private message cannot be had. */
			readonly invitation: SendId
	  }
	| { readonly kind: 'recordUnknown'; readonly send: SendId; readonly attempt: number }
	| { readonly kind: 'deferSend'; readonly send: SendId; readonly attempt: number; readonly until: Instant }
	| {
			readonly kind: 'reply'
			readonly by: AgentKey
			readonly send: SendId
			/** The key of its words, which hold the text and the recipient as they were when the agent pressed send. */
			readonly reply: MessageKey
			readonly target:
				| { readonly visibility: 'mail' }
				| { readonly visibility: Visibility; readonly answered?: AnsweredMessage | undefined }
			readonly purpose: ReplyPurpose
			readonly rules: ReplyRules
			readonly undoMilliseconds: number
			readonly isUrgent?: boolean | undefined
			readonly overrides: readonly { readonly warning: ReplyWarning; readonly reason: OverrideReason }[]
	  }
	| { readonly kind: 'withdrawReply'; readonly by: AgentKey; readonly reply: MessageKey }
	| { readonly kind: 'resolveReply'; readonly by: AgentKey; readonly reply: MessageKey; readonly arrived: boolean }
	| {
			readonly kind: 'correctReply'
			readonly by: AgentKey
			readonly send: SendId
			readonly reply: MessageKey
			readonly correction: MessageKey
	  }
	| { readonly kind: 'deleteReply'; readonly by: AgentKey; readonly send: SendId; readonly reply: MessageKey }
	| {
			readonly kind: 'hideMessage'
			readonly by: AgentKey
			readonly send: SendId
			readonly message: MessageKey
			readonly network: Network
			readonly isHidden: boolean
	  }
	/** `send`: the send of ours that it is; without one somebody wrote in the network's own app. */
	| {
			readonly kind: 'recordOwnContent'
			readonly message: MessageKey
			readonly network: Network
			readonly visibility: Visibility
			readonly sentAt: Instant
			readonly send?: SendId | undefined
	  }
	| { readonly kind: 'confirmNativeAnswer'; readonly by: AgentKey; readonly message: MessageKey }
	| { readonly kind: 'answeredByHand'; readonly by: AgentKey }
	/** The holder of the claim is writing. */
	| { readonly kind: 'keepClaim'; readonly by: AgentKey }
	| {
			readonly kind: 'recordReplyBounce'
			readonly send: SendId
			readonly reason: FactOf<'ReplyBounced'>['reason']
	  }
	| {
			readonly kind: 'recordFoundData'
			readonly message: MessageKey
			readonly submission: SubmissionId
			readonly fields: readonly DataField[]
	  }
	| { readonly kind: 'recordExposure'; readonly message: MessageKey; readonly fields: readonly DataField[] }
	| {
			readonly kind: 'demandPersonErasure'
			readonly by?: AgentKey | undefined
			readonly reason: FactOf<'PersonErasureDemanded'>['reason']
	  }
	| { readonly kind: 'recordPersonErasure' }
	| { readonly kind: 'lapse' }
	| {
			readonly kind: 'close'
			readonly by: AgentKey
			readonly outcome: CaseOutcome
			readonly unansweredReason?: FactOf<'CaseClosed'>['unansweredReason'] | undefined
			readonly eraseAt: Instant
	  }

export type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>
