import type { Log, LogCode, LogFields, Metric } from './log.ts'

/** What somebody presented, or asked for, and was refused. */
export type Refused = 'token' | 'role' | 'roster' | 'right' | 'code' | 'tail' | 'link' | 'signedRequest' | 'message'

/** Each refusal of a proof or a right is a code in the log, and a counter that alarms when it becomes many. */
const RECORDED: Readonly<Record<Refused, { readonly code: LogCode; readonly metric: Metric }>> = {
	token: { code: 'TOKEN_REFUSED', metric: 'TokensRefused' },
	/** The role may not do this, or the token's groups permit none. */
	role: { code: 'ROLE_REFUSED', metric: 'RolesRefused' },
	/** Retired, or not on the roster. */
	roster: { code: 'ROSTER_REFUSED', metric: 'RolesRefused' },
	/** The role would do, but not on this case or this record. */
	right: { code: 'RIGHT_REFUSED', metric: 'RightsRefused' },
	code: { code: 'CODE_WRONG', metric: 'CodesWrong' },
	tail: { code: 'TAIL_WRONG', metric: 'CodesWrong' },
	link: { code: 'LINK_UNKNOWN', metric: 'LinksUnknown' },
	signedRequest: { code: 'SIGNATURE_REFUSED', metric: 'SignatureRefused' },
	/** It came by a queue that does not carry it, which `reason` names. */
	message: { code: 'COMMAND_FOREIGN', metric: 'ForeignCommands' },
}

/** Records that something was refused: keys and codes only, never what was presented. */
export const recordRefusal = (log: Pick<Log, 'warn' | 'count'>, refused: Refused, fields: LogFields = {}): void => {
	const { code, metric } = RECORDED[refused]
	log.warn(code, fields)
	log.count(metric)
}
