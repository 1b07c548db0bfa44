import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { localArn, secretArn } from '../../model/physical-names.ts'
import { type Operations, StubError } from './stub-error.ts'
import type { StateFile } from './stub-state.ts'

const createSchema = z.object({ Name: z.string(), SecretString: z.string() })
const getSchema = z.object({ SecretId: z.string() })
const putSchema = z.object({ SecretId: z.string(), SecretString: z.string() })

/** Returns a secret's name from its name or its ARN, which has a suffix of seven characters. */
const nameIn = (secretId: string): string => /:secret:(.+)-[^-]{6}$/.exec(secretId)?.[1] ?? secretId

/**
 * Implements Secrets Manager with one current version per secret. Answers carry the ARN with the local account, as functions
 * expect.
 */
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

const getParameterSchema = z.object({ Name: z.string() })
const getManySchema = z.object({ Names: z.array(z.string()).min(1).max(10) })
const putParameterSchema = z.object({
	Name: z.string(),
	Value: z.string(),
	Type: z.string().default('String'),
	Overwrite: z.boolean().default(false),
})

/** Implements SSM's parameters, without history. */
export const parameterOperations = (state: StateFile): Operations => {
	const find = (name: string) => {
		const parameter = state.read().parameters[name]
		if (parameter === undefined) return undefined
		const ARN = localArn('ssm', `parameter/${name.replace(/^\//, '')}`)
		return {
			Name: name,
			Type: parameter.type,
			Value: parameter.value,
			Version: parameter.version,
			ARN,
			DataType: 'text',
		}
	}
	return {
		GetParameter: (input) => {
			const Parameter = find(getParameterSchema.parse(input).Name)
			if (Parameter === undefined) throw new StubError('ParameterNotFound', '')
			return { Parameter }
		},
		GetParameters: (input) => {
			const { Names } = getManySchema.parse(input)
			return {
				Parameters: Names.flatMap((name) => find(name) ?? []),
				InvalidParameters: Names.filter((name) => find(name) === undefined),
			}
		},
		PutParameter: (input) => {
			const { Name, Value, Type, Overwrite } = putParameterSchema.parse(input)
			const before = state.read().parameters[Name]
			if (before !== undefined && !Overwrite) {
				throw new StubError('ParameterAlreadyExists', 'The parameter already exists.')
			}
			const version = (before?.version ?? 0) + 1
			state.update(({ parameters }) => {
				parameters[Name] = { value: Value, version, type: Type }
			})
			return { Version: version, Tier: 'Standard' }
		},
	}
}
