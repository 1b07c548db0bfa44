import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Adapter, AdapterConstructor, AdapterPayload } from 'oidc-provider'
import { z } from 'zod'
import { PRACTICE_FILES, unfinished } from '#infra/local/practice/kernel/data-files.ts'
import { realClock, SECOND } from '#shared/kernel/clock.ts'

const keysSchema = z.object({
	jwk: z.object({
		kty: z.literal('RSA'),
		n: z.string(),
		e: z.string(),
		d: z.string(),
		p: z.string(),
		q: z.string(),
		dp: z.string(),
		dq: z.string(),
		qi: z.string(),
		kid: z.string(),
		alg: z.literal('RS256'),
		use: z.literal('sig'),
	}),
	cookieKey: z.string(),
})
type SigningKeys = z.output<typeof keysSchema>

const createKeys = (): SigningKeys => {
	// The authorizer of an HTTP API knows no other algorithms than RSA's.
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
	return keysSchema.parse({
		jwk: { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' },
		cookieKey: randomBytes(32).toString('hex'),
	})
}

/** Returns the keys of the sign-in, made once per data directory, so that a token outlives a restart. */
export const loadSigningKeys = (dataDirectory: string): SigningKeys => {
	const path = join(dataDirectory, PRACTICE_FILES.signInKeys)
	// Keys of another kind than today's are made anew: the tokens that they signed end.
	const stored = existsSync(path) ? keysSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data : undefined
	if (stored !== undefined) return stored
	const keys = createKeys()
	// Written aside and moved, so that a kill in between leaves no half file.
	writeFileSync(unfinished(path), JSON.stringify(keys), { mode: 0o600 })
	renameSync(unfinished(path), path)
	return keys
}

const payloadSchema = z.looseObject({})
const rowSchema = z.object({ payload: z.string(), expires_at: z.number().nullable() })

/** Creates oidc-provider's store of sessions, grants and codes: a table of the practice database. */
export const createSignInAdapter = (database: DatabaseSync): AdapterConstructor => {
	const upsert = database.prepare('insert or replace into sign_in (model, id, payload, expires_at) values (?, ?, ?, ?)')
	const byId = database.prepare('select payload, expires_at from sign_in where model = ? and id = ?')
	const byMember = database.prepare(
		'select payload, expires_at from sign_in where model = ? and json_extract(payload, ?) = ?',
	)
	const remove = database.prepare('delete from sign_in where model = ? and id = ?')
	// The provider asks this of each model that a grant gives; a sign-in under way may name one and outlives it.
	const removeGrant = database.prepare("delete from sign_in where model = ? and json_extract(payload, '$.grantId') = ?")
	const consume = database.prepare(
		"update sign_in set payload = json_set(payload, '$.consumed', ?) where model = ? and id = ?",
	)
	const now = () => Math.floor(realClock.epochMilliseconds() / SECOND)
	const read = (row: unknown): AdapterPayload | undefined => {
		const found = rowSchema.safeParse(row).data
		if (!found || (found.expires_at !== null && found.expires_at <= now())) return undefined
		return payloadSchema.parse(JSON.parse(found.payload))
	}
	return class SqliteAdapter implements Adapter {
		readonly model: string
		constructor(model: string) {
			this.model = model
		}
		async upsert(id: string, payload: AdapterPayload, expiresIn?: number) {
			upsert.run(this.model, id, JSON.stringify(payload), expiresIn ? now() + expiresIn : null)
		}
		async find(id: string) {
			return read(byId.get(this.model, id))
		}
		async findByUid(uid: string) {
			return read(byMember.get(this.model, '$.uid', uid))
		}
		async findByUserCode(userCode: string) {
			return read(byMember.get(this.model, '$.userCode', userCode))
		}
		async consume(id: string) {
			consume.run(now(), this.model, id)
		}
		async destroy(id: string) {
			remove.run(this.model, id)
		}
		async revokeByGrantId(grantId: string) {
			removeGrant.run(this.model, grantId)
		}
	}
}
