import type { Command } from '#shared/cases/commands.ts'
import { REFUSALS, type Refusal } from '#shared/cases/refusal.ts'
import type { RefusedCode } from '#shared/kernel/errors.ts'
import type { TextRefusal } from '#shared/replies/check-reply.ts'
import type { ProblemCode } from './problems.ts'

/** The problem of each refusal of the decider. */
export const PROBLEM_OF = {
	answerByHand: 'answer-by-hand',
	callNeeded: 'call-needed',
	caseClosed: 'case-closed',
	claimedByOther: 'claimed-by-other',
	closingNotProposed: 'no-closing-proposed',
	colleagueNeeded: 'colleague-needed',
	colleagueNotAnAgent: 'not-an-agent',
	colleagueUnknown: 'agent-unknown',
	dangerNotOpen: 'danger-not-open',
	dangerOpen: 'danger-open',
	deputyIsOwner: 'deputy-is-owner',
	deputyNotAnAgent: 'not-an-agent',
	deputyUnknown: 'agent-unknown',
	dueInPast: 'due-in-past',
	dueTooFar: 'due-too-far',
	erasureBegun: 'erasure-begun',
	erasureNotDemanded: 'erasure-not-demanded',
	evidenceNeeded: 'evidence-needed',
	sendEnded: 'send-ended',
	sendUnknown: 'send-unknown',
	hideImpossible: 'hide-impossible',
	leadNeeded: 'lead-needed',
	muteEndInvalid: 'mute-end-invalid',
	stepMissing: 'step-missing',
	stepUnknown: 'step-unknown',
	noAnswerQueued: 'no-answer-queued',
	signalNotRaised: 'signal-not-raised',
	noConfirmedAddress: 'no-confirmed-address',
	neverOpen: 'never-open',
	noCorrections: 'no-corrections',
	noData: 'no-data',
	noFollowUp: 'no-follow-up',
	noMessageToAnswer: 'no-message-to-answer',
	noOpenRequest: 'no-open-request',
	notRead: 'not-read',
	notAsked: 'ask-first',
	notYours: 'not-yours',
	noteOfOther: 'note-of-other',
	noteUnknown: 'note-unknown',
	nothingToAnswer: 'nothing-to-answer',
	outcomeMismatch: 'outcome-mismatch',
	ownProposal: 'own-proposal',
	ownerNotAnAgent: 'not-an-agent',
	ownerUnknown: 'agent-unknown',
	personErased: 'person-erased',
	privateReplyUsed: 'private-reply-used',
	proposalStale: 'proposal-stale',
	proposalUnknown: 'proposal-unknown',
	questionUnknown: 'question-unknown',
	promiseEnded: 'promise-ended',
	promiseOpen: 'promise-open',
	promiseUnknown: 'promise-unknown',
	recipientNotAnAgent: 'not-an-agent',
	recipientUnknown: 'agent-unknown',
	replyDeleted: 'reply-deleted',
	replyNotInDoubt: 'reply-not-in-doubt',
	replyNotSent: 'reply-not-sent',
	replySent: 'reply-sent',
	replyPrivate: 'reply-private',
	replyUnknown: 'reply-unknown',
	requestOpen: 'request-open',
	sendUnderWay: 'send-under-way',
	takeOverNeeded: 'take-over-needed',
	teamUnknown: 'team-unknown',
	tooManyPromises: 'too-many-promises',
	unansweredReasonNeeded: 'unanswered-reason-needed',
	undoRunning: 'undo-running',
	windowClosed: 'window-closed',
} as const satisfies Record<Refusal, ProblemCode>

/** The problem of each refusal of an answer's text. */
export const PROBLEM_OF_TEXT = {
	personalData: 'personal-data',
	textEmpty: 'text-empty',
	textInvalid: 'text-invalid',
	textTooLong: 'text-too-long',
} as const satisfies Record<TextRefusal['code'], ProblemCode>

/** The problem of each error that is the caller's fault. */
export const PROBLEM_OF_ERROR = {
	agentRetired: 'agent-retired',
	caseUnknown: 'case-unknown',
	cursorInvalid: 'cursor-invalid',
	deletionFinished: 'deletion-finished',
	deletionInWork: 'deletion-in-work',
	deletionUnknown: 'deletion-unknown',
	erased: 'erased',
	formMalformed: 'body-invalid',
	jsonMalformed: 'json-malformed',
	mediaTypeUnsupported: 'media-type-unsupported',
	mediaUnknown: 'media-unknown',
	notOnRoster: 'not-on-roster',
	promiseUnknown: 'promise-unknown',
	queryInvalid: 'query-invalid',
	replyUnknown: 'reply-unknown',
	roleMissing: 'role-missing',
	tokenInvalid: 'token-invalid',
	tokenMissing: 'token-missing',
	tokenRevoked: 'token-revoked',
	tooLarge: 'too-large',
} as const satisfies Record<RefusedCode, ProblemCode>

const refusalsOf: Readonly<Record<Command['kind'], readonly Refusal[]>> = REFUSALS

/** Returns the problems of a route that gives such a command. */
export const problemsOn = (kind: Command['kind']): readonly ProblemCode[] =>
	refusalsOf[kind].map((refusal) => PROBLEM_OF[refusal])
