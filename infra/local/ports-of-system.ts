import { z } from 'zod'
import type { Ahead } from '#infra/local/cloud/model/ahead.ts'
import type { System } from '#infra/local/cloud/model/system.ts'
import { AwsCallError, type AwsCaller } from '#infra/local/cloud/proxy/aws-call.ts'
import { mailDoorOf } from '#infra/local/cloud/receive-mail.ts'
import type { CloudParts } from '#infra/local/cloud/start-parts.ts'
import type { LocalRuntime } from '#infra/local/cloud/start-runtime.ts'
import type { SendingParameter, SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'

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

/** The topic to which SES tells what became of our mails. Throws where the template has none. */
const mailEventsTopic = ({ topics, receiptRules = [] }: System): string => {
	const received = new Set(receiptRules.map(({ topicArn }) => topicArn))
	const topic = topics.find(({ name, arn }) => /mail/i.test(name) && !received.has(arn))
	if (topic === undefined) throw new Error('The template must have a topic for the events of mails')
	return topic.arn
}

type Running = {
	readonly system: System
	readonly parts: CloudParts
	readonly runtime: LocalRuntime
	readonly awsCaller: AwsCaller
	readonly ahead: Ahead
}

/** The running system as the practice ground reaches it. */
export const portsOf = ({ system, parts, runtime, awsCaller, ahead }: Running): SystemPorts => {
	const topicArn = mailEventsTopic(system)
	return {
		publishMailEvent: (event) => parts.publish(topicArn, event),
		receiveMail: mailDoorOf(system, parts.proxyPort, parts.publish, ahead),
		sending: sendingParameterOf(system, awsCaller),
		runJob: async (job, event) => {
			const name = system.functions.find(({ label }) => label === job)?.name ?? job
			const result = await runtime.invoke(name, event)
			if (!result.ok) throw new Error(`${job} failed: ${result.error.errorType}`)
		},
		runSchedules: async () => {
			const failed = await runtime.runSchedules()
			return parts.sweepExpired().then(
				() => failed,
				() => [...failed, 'expiry'],
			)
		},
	}
}
