import { MINUTE, type RealClock } from '#shared/kernel/clock.ts'
import { isUsableSecret } from '#shared/kernel/local-secret.ts'
import { isRecord } from '../lossless-json.ts'
import type { AwsCall } from './aws-call.ts'

/** `reason` is a code for the log. */
export type SecretAnswer<Secret> =
	| { readonly ok: true; readonly secret: Secret }
	| { readonly ok: false; readonly reason: string }

/** Parses the secret from its JSON; returns undefined if anything is missing or empty. */
export type ParseSecret<Secret> = (value: Readonly<Record<string, unknown>>) => Secret | undefined

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

/** Returns the non-empty strings of a list; undefined if any entry is something else, because then the list is suspect. */
export const stringsOf = (value: unknown): readonly string[] | undefined =>
	Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && item.length > 0)
		? value
		: undefined

/**
 * Returns a reader of a secret from Secrets Manager. A local secret in a deployed stage is refused
 * (kernel/local-secret.ts).
 */
export const createSecretReader =
	<Secret>(aws: AwsCall, arn: string, parse: ParseSecret<Secret>) =>
	async (): Promise<SecretAnswer<Secret>> => {
		const answer = await aws({
			service: 'secretsmanager',
			method: 'POST',
			path: '/',
			headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.GetSecretValue' },
			body: JSON.stringify({ SecretId: arn }),
		})
		if (!answer.ok) return answer
		const stored = parseJson(answer.body)
		const { ARN, SecretString } = isRecord(stored) ? stored : {}
		if (typeof ARN !== 'string' || typeof SecretString !== 'string') return { ok: false, reason: 'unreadable' }
		if (!isUsableSecret(ARN, SecretString)) return { ok: false, reason: 'localSecret' }
		const value = parseJson(SecretString)
		const secret = isRecord(value) ? parse(value) : undefined
		return secret === undefined ? { ok: false, reason: 'incomplete' } : { ok: true, secret }
	}

export type SecretCache<Secret> = {
	readonly current: () => Promise<SecretAnswer<Secret>>
	/** Reads again because the secret seems outdated; at most once a minute, otherwise as `current`. */
	readonly renewed: () => Promise<SecretAnswer<Secret>>
}

/** A withdrawn secret stops working everywhere after this time, without a new deployment. */
const MAX_AGE = 15 * MINUTE

/** Starts to read at once, outside the first request. A failed read is repeated at the next request. */
export const createSecretCache = <Secret>(
	read: () => Promise<SecretAnswer<Secret>>,
	{ epochMilliseconds: now }: RealClock,
): SecretCache<Secret> => {
	let cached = { answer: read(), at: now() }
	let renewedAt = Number.NEGATIVE_INFINITY
	const refresh = async () => {
		const answer = await read()
		const isUseful = answer.ok || !(await cached.answer).ok
		// An outage of Secrets Manager must neither drop a good secret nor delay every request.
		cached = isUseful
			? { answer: Promise.resolve(answer), at: now() }
			: { answer: cached.answer, at: now() - MAX_AGE + MINUTE }
		return cached.answer
	}
	const current = async () => {
		const answer = await cached.answer
		return answer.ok && now() - cached.at < MAX_AGE ? answer : refresh()
	}
	const renewed = async () => {
		if (now() - renewedAt < MINUTE) return current()
		renewedAt = now()
		return refresh()
	}
	return { current, renewed }
}
