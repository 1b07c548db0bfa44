import * as z from 'zod'
import { realClock } from '#shared/kernel/clock.ts'
import { RetryLaterError } from '#shared/kernel/errors.ts'
import { isUsableSecret } from '#shared/kernel/local-secret.ts'
import { callJson } from './json-call.ts'
import { createSignedCall } from './signed-call.ts'

/** The schema of a secret that is one HMAC key. */
export const hmacKeySchema = z.strictObject({ key: z.string().min(16) })

/** How long a read secret is used. */
const KEPT_FOR_MILLISECONDS = 5 * 60_000

const cached = new Map<string, { readonly text: string; readonly until: number }>()
const call = createSignedCall()

const answerSchema = z.object({ ARN: z.string().default(''), SecretString: z.string().default('') })

const fetchText = async (arn: string): Promise<string> => {
	const answer = await callJson(call, 'secretsmanager', 'GetSecretValue', { SecretId: arn })
	const { ARN, SecretString: text } = answerSchema.parse(answer)
	if (!isUsableSecret(ARN, text)) throw new RetryLaterError('secretMissing')
	return text
}

/**
 * Reads and parses a secret's JSON, cached for five minutes per process. Throws RetryLaterError where it is empty, or a
 * local one outside the embedded parts.
 */
export const readSecret = async <Schema extends z.ZodType>(arn: string, schema: Schema): Promise<z.infer<Schema>> => {
	const known = cached.get(arn)
	const now = realClock.epochMilliseconds()
	if (known !== undefined && known.until > now) return schema.parse(JSON.parse(known.text))
	const text = await fetchText(arn)
	const secret = schema.parse(JSON.parse(text))
	cached.set(arn, { text, until: now + KEPT_FOR_MILLISECONDS })
	return secret
}

/** Creates a reader of a secret's HMAC key, cached for five minutes, so that it may rotate. Throws as `readSecret`. */
export const hmacKeyIn = (arn: string) => async (): Promise<string> => (await readSecret(arn, hmacKeySchema)).key
