import type { DoorRules } from '../intake/open-door.ts'
import { type ParseSecret, stringsOf } from '../intake/secret.ts'
import { hubAnswer } from './challenge.ts'
import { isSignedByMeta, META_SIGNATURE_HEADER } from './signature.ts'

export type MetaSecret = { readonly appSecrets: readonly string[]; readonly verifyToken: string }

/** `{"appSecrets": ["…"], "verifyToken": "…"}` */
export const parseMetaSecret: ParseSecret<MetaSecret> = (value) => {
	const appSecrets = stringsOf(value.appSecrets)
	const { verifyToken } = value
	return appSecrets !== undefined && typeof verifyToken === 'string' && verifyToken.length > 0
		? { appSecrets, verifyToken }
		: undefined
}

export const metaDoor: DoorRules<MetaSecret> = {
	door: 'meta',
	signatureHeader: META_SIGNATURE_HEADER,
	isSigned: (header, body, { appSecrets }) => isSignedByMeta(header, body, appSecrets),
	answerChallenge: (query, { verifyToken }) => {
		const result = hubAnswer(query, verifyToken)
		if (result.outcome === 'confirmed') {
			return { outcome: 'answered', contentType: 'text/plain; charset=utf-8', body: result.challenge }
		}
		return { outcome: 'refused', status: result.reason === 'challenge' ? 400 : 403, reason: result.reason }
	},
}
