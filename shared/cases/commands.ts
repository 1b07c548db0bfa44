import type { Instant } from '#shared/kernel/clock.ts'
import type { AddressForm, Assurance, ContactLanguage, DataField, FactOf, Outcome, SendFailure } from './facts.ts'
import type { AgentKey, EffectId, MessageKey, NoteKey, RequestId, SubmissionId } from './keys.ts'

type MannerReason = NonNullable<FactOf<'AddressFormSet'>['reason']>

/** What people and machines ask of a case. Keys that a command needs are made by its caller, so that deciding is pure. */
export type Command =
	| { readonly kind: 'claim'; readonly by: AgentKey }
	| { readonly kind: 'release'; readonly by: AgentKey }
	| { readonly kind: 'assign'; readonly by: AgentKey; readonly owner: AgentKey; readonly deputy?: AgentKey }
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
			readonly effect: EffectId
			readonly fields: readonly DataField[]
	  }
	| { readonly kind: 'resendRequest'; readonly by: AgentKey; readonly effect: EffectId }
	| { readonly kind: 'revokeRequest'; readonly by: AgentKey }
	| {
			readonly kind: 'recordMailRequest'
			readonly request: RequestId
			readonly effect: EffectId
			readonly issue: number
	  }
	| {
			readonly kind: 'recordBounce'
			readonly request: RequestId
			readonly issue: number
			readonly reason: FactOf<'MailBounced'>['reason']
			readonly effect: EffectId
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
	| { readonly kind: 'recordErasure'; readonly reason: FactOf<'DataErased'>['reason']; readonly by?: AgentKey }
	/** `after` is the last attempt its sender saw: of two senders only one gets to start the next. */
	| { readonly kind: 'startSend'; readonly effect: EffectId; readonly after: number }
	| { readonly kind: 'recordSent'; readonly effect: EffectId; readonly message?: MessageKey }
	| {
			readonly kind: 'recordFailure'
			readonly effect: EffectId
			/** The attempt that came to this; one that another has replaced says nothing. */
			readonly attempt: number
			readonly reason: SendFailure
			/** The key of the invitation that follows when a private message cannot be had. */
			readonly invitation: EffectId
	  }
	| { readonly kind: 'recordUnknown'; readonly effect: EffectId; readonly attempt: number }
	| { readonly kind: 'deferSend'; readonly effect: EffectId; readonly attempt: number; readonly until: Instant }
	| { readonly kind: 'lapse' }
	| {
			readonly kind: 'close'
			readonly by: AgentKey
			readonly outcome: Outcome
			readonly unansweredReason?: FactOf<'CaseClosed'>['unansweredReason']
			readonly eraseAt: Instant
	  }

/** Why a command is refused: stable codes, shown to the caller as the problem's type. */
export type Refusal =
	| 'caseClosed'
	| 'caseOpen'
	| 'claimedByOther'
	| 'notYours'
	| 'noMessageToAnswer'
	| 'requestOpen'
	| 'noOpenRequest'
	| 'noData'
	| 'unansweredReasonNeeded'
	| 'effectEnded'
	| 'effectUnknown'
	| 'sendUnderWay'
