import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { secretArn } from '../../model/physical-names.ts'
import { type Operations, StubError } from './stub-error.ts'
import type { StateFile } from './stub-state.ts'

const createSchema = z.object({ Name: z.string(), SecretString: z.string() })
const getSchema = z.object({ SecretId: z.string() })
const putSchema = z.object({ SecretId: z.string(), SecretString: z.string() })

/** A secret's name from its name or its ARN, which has a suffix of seven characters. */
const nameIn = (secretId: string): string => /:secret:(.+)-[^-]{6}$/.exec(secretId)?.[1] ?? secretId

/** Secrets Manager with one current version per secret. Answers carry the ARN with the local account, as functions expect. */
export const secretOperations = (state: StateFile): Operations => {
	const find = (secretId: string) => {
		const name = nameIn(secretId)
		const secret = state.read().secrets[name]
		const matches = secretId === name || secretId === secretArn(name)
		if (secret === undefined || !matches) {
			throw new StubError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
		}
		return { name, secret }
	}
	const put = (name: string, value: string) => {
		const versionId = randomUUID()
		state.update(({ secrets }) => {
			secrets[name] = { value, versionId, createdAt: Date.now() / 1000 }
		})
		return { ARN: secretArn(name), Name: name, VersionId: versionId }
	}
	return {
		GetSecretValue: (input) => {
			const { name, secret } = find(getSchema.parse(input).SecretId)
			return {
				ARN: secretArn(name),
				Name: name,
				VersionId: secret.versionId,
				SecretString: secret.value,
				VersionStages: ['AWSCURRENT'],
				CreatedDate: secret.createdAt,
			}
		},
		PutSecretValue: (input) => {
			const { SecretId, SecretString } = putSchema.parse(input)
			return { ...put(find(SecretId).name, SecretString), VersionStages: ['AWSCURRENT'] }
		},
		CreateSecret: (input) => {
			const { Name, SecretString } = createSchema.parse(input)
			if (state.read().secrets[Name] !== undefined) {
				throw new StubError(
					'ResourceExistsException',
					`The operation failed because the secret ${Name} already exists.`,
				)
			}
			return put(Name, SecretString)
		},
	}
}
