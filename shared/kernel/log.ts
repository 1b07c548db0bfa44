import { type RealClock, realClock } from './clock.ts'

/**
 * Everything a log line may hold: a code of this list, and values under keys of the next. No texts, names, handles,
 * addresses, tokens or network ids. Codes are in the past tense; add yours here.
 */
export const LOG_CODES = [
	'DELIVERY_QUEUED',
	'DELIVERY_TOO_LARGE',
	'DELIVERY_NO_OBJECT',
	'SIGNATURE_REFUSED',
	'CHALLENGE_ANSWERED',
	'CHALLENGE_REFUSED',
	'SECRET_MISSING',
	'QUEUE_REFUSED',
	'MESSAGE_RECEIVED',
	'CASE_OPENED',
	/** This release does not understand a fact of the case: it stays unreadable until the fix. */
	'CASE_UNREADABLE',
	'MESSAGE_CHANGED',
	'OWN_CONTENT_HEARD',
	'DATA_MASKED',
	'REREAD_FINISHED',
	'CASE_LOOKED_AT',
	'REREAD_FAILED',
	'ACCESS_AT_RISK',
	'MEDIA_SETTLED',
	'MEDIA_MISSING',
	'MEDIA_ERASED',
	'EVENT_PARKED',
	'PARKED_DISMISSED',
	'PARKED_BODY_GONE',
	'DELIVERY_SPLIT',
	'COMMAND_HANDLED',
	/** A message came by a queue that does not carry it: `reason` is the queue. */
	'COMMAND_FOREIGN',
	'SENDS_DISPATCHED',
	'SEND_STARTED',
	'SEND_SUCCEEDED',
	'SEND_FAILED',
	'SEND_DEFERRED',
	'SEND_UNKNOWN',
	/** A job was delayed: see its reason. */
	'SEND_HELD',
	'ACCOUNT_STOPPED',
	/** A network refuses an account for a while, for a reason that somebody must mend: see its reason. */
	'ACCOUNT_REFUSED',
	'ACCOUNT_RESUMED',
	'FACTS_TAMPERED',
	'REQUEST_FAILED',
	'MESSAGE_FAILED',
	'SWEEP_CASE_FAILED',
	'SWEEP_FINISHED',
	/** Messages were missing in the search, and are in it now. */
	'SEARCH_MENDED',
	'MAIL_SENT',
	'MAIL_BOUNCED',
	'MAIL_RECEIVED',
	'MAIL_IGNORED',
	'DATA_SUBMITTED',
	'DATA_READ',
	'DATA_ERASED',
	'ERASURE_CONTINUED',
	/** A job of the erasure names nothing that was demanded: see its reason. */
	'ERASURE_NOT_DEMANDED',
	'ERASURE_HELD',
	'PARKED_READ',
	'PERSON_ERASED',
	'DELETION_RECEIVED',
	'DELETION_BEGUN',
	'DELETION_FINISHED',
	'DEAUTHORIZED',
	/** The bearer of a lead's token wrote their own record, as no lead worked here. */
	'FIRST_LEAD',
	'ROSTER_CHANGED',
	/** Somebody signed in at the desk. */
	'SIGNED_IN',
	/** The issuer refused or did not answer: `reason` is a code of the library. */
	'SIGN_IN_FAILED',
	'TOKEN_REFUSED',
	'ROLE_REFUSED',
	'ROSTER_REFUSED',
	'RIGHT_REFUSED',
	'CODE_WRONG',
	'TAIL_WRONG',
	'LINK_UNKNOWN',
	/** A customer said of a mail that it was not theirs: its request has ended. */
	'MAIL_DISOWNED',
	/** An auditor read who was shown a case. */
	'SEEN_READ',
	/** One agent read the data of more than 30 cases within an hour. */
	'DATA_READ_OFTEN',
	/** Somebody looked up ten numbers of no case within ten minutes. */
	'NUMBERS_GUESSED',
	/** A case was closed while its customer waited for an answer. */
	'CASE_CLOSED_UNANSWERED',
	/** Somebody may be in danger: `reason` is its kind. */
	'DANGER_RAISED',
	/** The lead on call was told of a danger that nobody took. */
	'DANGER_TOLD',
] as const
export type LogCode = (typeof LOG_CODES)[number]

export const LOG_KEYS = [
	'envelope',
	'caseId',
	'requestId',
	'send',
	'submission',
	'network',
	'reason',
	'outcome',
	'status',
	'route',
	'count',
	'version',
	'attempt',
	'bytes',
	'durationMs',
	'delaySeconds',
	'function',
	'correlation',
	'parked',
	/** The key of an agent, as in facts. */
	'agent',
] as const
export type LogKey = (typeof LOG_KEYS)[number]
export type LogFields = { readonly [Key in LogKey]?: string | number | boolean | undefined }

/** Counted in CloudWatch, namespace `hilft`, without dimensions. */
export const METRICS = [
	'DeliveriesSent',
	'SignatureRefused',
	'ChallengeRefused',
	/** An erasure waits for a parked body that nobody understood; counted at every look, four an hour. */
	'ErasuresHeld',
	/** A job of the erasure named nothing that was demanded, or a deletion request that Meta did not sign. */
	'ErasuresRefused',
	/** A body came that our own challenge would have signed for whoever asked. */
	'ChallengeReplayed',
	/** A rightly signed body was no JSON object. */
	'DeliveryNoObject',
	/** A webhook was answered with 5xx: no usable secret, or the queue did not accept the delivery. */
	'IntakeFailed',
	'EventsParked',
	/** A message came by a queue that does not carry it; counted at each of its tries, ten of them. */
	'ForeignCommands',
	'AccessAtRisk',
	/**
	 * The number of cases this release cannot read: counted by every sweep as long as there are any, and by others who
	 * read one. Look at its maximum, not its sum.
	 */
	'CasesUnreadable',
	/** The number of parked events that wait for a person or a fix, counted by every sweep as long as there are any. */
	'ParkedWaiting',
	'FactsTampered',
	'SendsFailed',
	'SendsUnknown',
	/** A dead token, a revoked app, a blocked account: counted at the stop and at every probe while it lasts. */
	'AccountsStopped',
	'AccountsRefused',
	'SendsWaitingLong',
	'MailsBounced',
	'VaultKeyDenied',
	/** Hours since the oldest last visit of an open case, counted by each run of reconcile. */
	'OldestRereadHours',
	/** What X charges for the posts that a run of reconcile, or a look at a case, read, in thousandths of a US dollar. */
	'RereadMilliUsd',
	/** Open cases with messages on X of whose deletion X does not tell us, counted by reconcile as long as there are any. */
	'CasesUnwatched',
	/** Posts that somebody was shown and that were not read again, because the looks of this day are paid. */
	'LooksUnpaid',
	/** Promises that fell due unkept, and those of which the leads were told. */
	'PromisesOverdue',
	'PromisesEscalated',
	/** A deletion request from Meta without a known contact: a person has 24 hours. */
	'DeletionsByHand',
	/** The number of such requests older than 24 hours and not done, counted as long as there are any. */
	'DeletionsOverdue',
	/** Somebody became the first lead of a roster without one. */
	'FirstLead',
	/** Tokens that a function refused; what the API's own authorizer refuses never comes to it. */
	'TokensRefused',
	/** An agent asked for what their role, or the roster, does not give them. */
	'RolesRefused',
	/** An agent asked for what is another one's. */
	'RightsRefused',
	'CodesWrong',
	'LinksUnknown',
	/** A rule or a person raised a danger; counted at every look at its fact, once or more. */
	'DangerRaised',
	/** Counted at every reading of data beyond the 30th case of one agent within an hour. */
	'DataReadOften',
	/** An agent, or the call centre, looked up ten numbers of no case within ten minutes. */
	'NumbersGuessed',
	/** Cases that were closed while somebody waited for an answer. */
	'UnansweredClosings',
] as const
export type Metric = (typeof METRICS)[number]

export type Log = {
	readonly info: (code: LogCode, fields?: LogFields) => void
	readonly warn: (code: LogCode, fields?: LogFields) => void
	/** Writes an error as its class, code and frames. Never writes its message, which may hold a customer's text. */
	readonly error: (code: LogCode, error: unknown, fields?: LogFields) => void
	/** Adds to a metric by a line in CloudWatch's embedded metric format. */
	readonly count: (metric: Metric, amount?: number) => void
}

const KEY_LIKE = /^[A-Za-z0-9_:.-]{1,128}$/
const REFUSED = '[refused]'
const allowed: ReadonlySet<string> = new Set(LOG_KEYS)

const safe = (value: unknown): string | number | boolean => {
	if (typeof value === 'boolean' || typeof value === 'number') return value
	return typeof value === 'string' && KEY_LIKE.test(value) ? value : REFUSED
}

/** Keeps only fields of the list. Another key, and its value, may be a customer's text. */
const safeFields = (fields: LogFields): Record<string, string | number | boolean> =>
	Object.fromEntries(
		Object.entries(fields)
			.filter(([key, value]) => allowed.has(key) && value !== undefined)
			.map(([key, value]) => [key, safe(value)]),
	)

/** Returns the frames as `functionName file.js:12:34`, without folders; drops whatever does not look like a frame. */
const framesOf = (error: Error): string[] => {
	const stack = error.stack ?? ''
	const afterMessage = stack.indexOf(error.message) === -1 ? 0 : stack.indexOf(error.message) + error.message.length
	return stack
		.slice(afterMessage)
		.split('\n')
		.flatMap((line) => {
			const match =
				/^\s+at (?:(?:async |new )*([\w.$<>]{1,80}) .{0,20}\()?(?:\S*[/\\])?([\w.-]{1,80}:\d+:\d+)\)?$/.exec(line)
			return match === null ? [] : [match[1] === undefined ? `${match[2]}` : `${match[1]} ${match[2]}`]
		})
		.slice(0, 8)
}

const codeOf = (error: Error): unknown => {
	if ('code' in error) return error.code
	return 'reason' in error ? error.reason : undefined
}

const describe = (error: unknown, depth = 0): Record<string, unknown> => {
	if (!(error instanceof Error)) return { errorName: 'NotAnError' }
	const code = codeOf(error)
	return {
		errorName: safe(error.name),
		errorCode: code === undefined ? undefined : safe(code),
		frames: framesOf(error),
		cause: error.cause === undefined || depth === 3 ? undefined : describe(error.cause, depth + 1),
	}
}

/** Creates a log that writes one JSON line per call. `write` gets the line with its line feed. */
export const createLog = (
	write: (line: string) => unknown = (line) => process.stdout.write(line),
	{ epochMilliseconds: now }: RealClock = realClock,
): Log => {
	const line = (level: string, code: LogCode, fields: LogFields, more: Record<string, unknown> = {}) => {
		write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, code, ...safeFields(fields), ...more })}\n`)
	}
	return {
		info: (code, fields = {}) => line('info', code, fields),
		warn: (code, fields = {}) => line('warn', code, fields),
		error: (code, error, fields = {}) => line('error', code, fields, describe(error)),
		count: (metric, amount = 1) => {
			const metrics = [{ Namespace: 'hilft', Dimensions: [[]], Metrics: [{ Name: metric, Unit: 'Count' }] }]
			write(`${JSON.stringify({ _aws: { Timestamp: now(), CloudWatchMetrics: metrics }, [metric]: amount })}\n`)
		},
	}
}
