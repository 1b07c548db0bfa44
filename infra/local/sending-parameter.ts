import { z } from 'zod'
import { AwsCallError, type AwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import type { System } from '#infra/local/cloud/system.ts'
import type { SendingParameter } from '#infra/local/practice/kill-switch.ts'

const answerSchema = z.object({ Parameter: z.object({ Value: z.string() }) })

/** The system's kill switch as operations reach it: the parameter `/hilft/<stage>/sending`, by the operator's right. */
export const sendingParameterOf = (system: System, aws: AwsCaller): SendingParameter => {
	const Name = Object.keys(system.parameters).find((name) => name.endsWith('/sending')) ?? '/hilft/dev/sending'
	return {
		read: async () => {
			try {
				const answer = await aws.call({ service: 'ssm', action: 'GetParameter', input: { Name } })
				return answerSchema.parse(answer).Parameter.Value
			} catch (error) {
				if (error instanceof AwsCallError && error.code === 'ParameterNotFound') return undefined
				throw error
			}
		},
		write: async (Value) => {
			await aws.call({
				service: 'ssm',
				action: 'PutParameter',
				input: { Name, Value, Type: 'String', Overwrite: true },
			})
		},
	}
}
