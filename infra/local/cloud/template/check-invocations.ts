import { z } from 'zod'
import type { System } from '../model/system.ts'
import { createEvaluate } from '../proxy/evaluate.ts'
import { access } from '../proxy/services/access.ts'
import { functionNameIn } from './read-functions.ts'
import type { Resource } from './resources.ts'

const permissionSchema = z.object({
	FunctionName: z.string().transform(functionNameIn),
	Principal: z.string(),
	SourceArn: z.string().default('*'),
})

const QUEUE_RIGHTS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']
const STREAM_RIGHTS = ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'].map(
	(name) => `dynamodb:${name}`,
)

/** Routes and rules whose function does not let itself be called: in AWS each call would be a 500, or silence. */
const uncallable = (resources: readonly Resource[], system: System): string[] => {
	const permissions = resources
		.filter(({ type }) => type === 'AWS::Lambda::Permission')
		.map(({ properties }) => permissionSchema.parse(properties))
	const mayCall = (principal: string, source: string, name: string): boolean =>
		permissions.some(
			({ Principal, SourceArn, FunctionName }) =>
				Principal === principal && FunctionName === name && (SourceArn === '*' || SourceArn.includes(source)),
		)
	const idOf = (name: string): string => resources.find(({ logicalId }) => logicalId === name)?.ref ?? name
	const routes = system.httpApis.flatMap((api) =>
		api.routes
			.filter((route) => !mayCall('apigateway.amazonaws.com', `:${idOf(api.name)}/`, route.function))
			.map((route) => `the route ${route.method} ${route.path} may not call ${route.function}`),
	)
	const isRule = (name: string): boolean =>
		resources.some(({ logicalId, type }) => logicalId === name && type === 'AWS::Events::Rule')
	const rules = system.schedules
		.filter(({ name }) => isRule(name))
		.filter((rule) => !mayCall('events.amazonaws.com', `/${idOf(rule.name)}`, rule.function))
		.map((rule) => `the rule ${rule.name} may not call ${rule.function}`)
	return [...routes, ...rules]
}

/** Mappings that AWS would refuse to create, because the function's role may not read their source. */
const unreadable = (system: System): string[] => {
	const missing = (functionName: string, actions: readonly string[], resource: string): string[] => {
		const role = system.roles[system.functions.find(({ name }) => name === functionName)?.role ?? '']
		const evaluate = role === undefined ? () => 'not-allowed' : createEvaluate(role)
		return actions
			.filter((action) => evaluate(access(action, resource)) !== 'allowed')
			.map((action) => `${functionName} may not ${action} on its event source`)
	}
	return [
		...system.queueMappings.flatMap((mapping) => missing(mapping.function, QUEUE_RIGHTS, mapping.queueArn)),
		...system.streamMappings.flatMap((mapping) => {
			const stream = system.tables.find(({ name }) => name === mapping.tableName)?.streamArn ?? ''
			const { failureQueueArn } = mapping
			const failures =
				failureQueueArn === undefined ? [] : missing(mapping.function, ['sqs:SendMessage'], failureQueueArn)
			return [...missing(mapping.function, STREAM_RIGHTS, stream), ...failures]
		}),
	]
}

/** Throws when something of the template could never call its function in AWS, although it could here. */
export const checkInvocations = (resources: readonly Resource[], system: System): void => {
	const problems = [...uncallable(resources, system), ...unreadable(system)]
	if (problems.length > 0) throw new Error(`The template would not work in AWS: ${problems.join('; ')}`)
}
