import type { DoorRules } from '../intake/open-door.ts'
import { type ParseSecret, stringsOf } from '../intake/secret.ts'
import { challengeAnswer, isSignableToken } from './challenge.ts'
import { isSignedByX, X_SIGNATURE_HEADER } from './signature.ts'

/** The first signs our answers to challenges; all are good for deliveries, so that they can be rotated. */
export type XSecret = { readonly consumerSecrets: readonly [string, ...string[]] }

/** `{"consumerSecrets": ["…"]}` */
export const parseXSecret: ParseSecret<XSecret> = ({ consumerSecrets }) => {
	const [first, ...others] = stringsOf(consumerSecrets) ?? []
	return first === undefined ? undefined : { consumerSecrets: [first, ...others] }
}

export const xDoor: DoorRules<XSecret> = {
	door: 'x',
	signatureHeader: X_SIGNATURE_HEADER,
	isSigned: (header, body, { consumerSecrets }) => isSignedByX(header, body, consumerSecrets),
	answerChallenge: (query, { consumerSecrets }) => {
		const [token, ...more] = query.getAll('crc_token')
		if (token === undefined || more.length > 0) return { outcome: 'refused', status: 400, reason: 'missing' }
		if (!isSignableToken(token)) return { outcome: 'refused', status: 400, reason: 'notAToken' }
		const body = challengeAnswer(token, consumerSecrets[0])
		return { outcome: 'answered', contentType: 'application/json', body }
	},
}
