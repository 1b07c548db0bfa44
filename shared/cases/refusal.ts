/** Every act that needs the claim, on an open case. */
const CLAIM = ['caseClosed', 'claimedByOther'] as const
/** No way by which an answer may leave. */
const NO_WAY = ['noMessageToAnswer', 'windowClosed', 'privateReplyUsed', 'answerByHand'] as const
/** A change of an answer that stands in public. */
const CHANGE = ['replyUnknown', 'replyNotSent', 'replyDeleted', 'replyPrivate', 'sendUnderWay', ...CLAIM] as const

/**
 * Why each command may be refused, by the decider's word: it cannot refuse one for anything else, and what a route that
 * gives the command may answer follows from here.
 */
export const REFUSALS = {
	claim: CLAIM,
	release: ['notYours'],
	assign: ['caseClosed'],
	writeNote: [],
	setAddressForm: [],
	setLanguage: [],
	requestData: ['requestOpen', 'noMessageToAnswer', ...CLAIM],
	resendRequest: ['noOpenRequest', ...CLAIM],
	revokeRequest: ['noOpenRequest', ...CLAIM],
	recordMailRequest: [],
	recordBounce: [],
	recordPause: [],
	recordDisowning: [],
	recordData: [],
	readData: ['notYours', 'noData'],
	recordErasure: [],
	startSend: ['sendUnknown', 'sendEnded', 'sendUnderWay', 'undoRunning'],
	recordSent: ['sendUnknown'],
	recordFailure: ['sendUnknown'],
	recordUnknown: ['sendUnknown'],
	deferSend: ['sendUnknown'],
	reply: ['personErased', 'noConfirmedAddress', ...NO_WAY, ...CLAIM],
	withdrawReply: ['replyUnknown', 'sendUnderWay', ...CLAIM],
	resolveReply: ['replyUnknown', 'replyNotInDoubt'],
	correctReply: ['noCorrections', ...CHANGE],
	deleteReply: CHANGE,
	hideMessage: ['sendUnderWay'],
	recordOwnContent: [],
	confirmNativeAnswer: ['replyUnknown', ...CLAIM],
	answeredByHand: ['nothingToAnswer', ...CLAIM],
	keepClaim: [],
	recordReplyBounce: [],
	recordFoundData: [],
	recordExposure: [],
	demandPersonErasure: [],
	recordPersonErasure: [],
	lapse: [],
	close: ['unansweredReasonNeeded', ...CLAIM],
} as const

/** Why a command is refused: stable codes, shown to the caller as the problem's type. */
export type Refusal = (typeof REFUSALS)[keyof typeof REFUSALS][number]
export type NoWay = (typeof NO_WAY)[number]
