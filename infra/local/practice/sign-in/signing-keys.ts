import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const keysSchema = z.object({
	jwk: z.object({
		kty: z.literal('EC'),
		crv: z.literal('P-256'),
		x: z.string(),
		y: z.string(),
		d: z.string(),
		kid: z.string(),
		alg: z.literal('ES256'),
		use: z.literal('sig'),
	}),
	cookieKey: z.string(),
})
export type SigningKeys = z.output<typeof keysSchema>

const createKeys = (): SigningKeys => {
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
	return keysSchema.parse({
		jwk: { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), alg: 'ES256', use: 'sig' },
		cookieKey: randomBytes(32).toString('hex'),
	})
}

/** The sign-in's keys, made once per data directory, so that a token outlives a restart. */
export const loadSigningKeys = (dataDirectory: string): SigningKeys => {
	const path = join(dataDirectory, 'sign-in-keys.json')
	if (existsSync(path)) return keysSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
	const keys = createKeys()
	// Written aside and moved, so that a kill in between leaves no half file.
	writeFileSync(`${path}.new`, JSON.stringify(keys), { mode: 0o600 })
	renameSync(`${path}.new`, path)
	return keys
}
