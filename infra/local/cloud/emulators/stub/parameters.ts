import { z } from 'zod'
import { localArn } from '../../model/physical-names.ts'
import { type Operations, StubError } from './stub-error.ts'
import type { StateFile } from './stub-state.ts'

const getSchema = z.object({ Name: z.string() })
const getManySchema = z.object({ Names: z.array(z.string()).min(1).max(10) })
const putSchema = z.object({
	Name: z.string(),
	Value: z.string(),
	Type: z.string().default('String'),
	Overwrite: z.boolean().default(false),
})

/** SSM's parameters without history. */
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
			const Parameter = find(getSchema.parse(input).Name)
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
			const { Name, Value, Type, Overwrite } = putSchema.parse(input)
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
