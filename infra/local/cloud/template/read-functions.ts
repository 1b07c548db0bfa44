import { join } from 'node:path'
import { z } from 'zod'
import type {
	HttpApi,
	JwtAuthorizer,
	LocalFunction,
	LocalRoute,
	QueueMapping,
	Schedule,
	StreamMapping,
} from '../model/system.ts'
import { kebabCase, type Resource } from './resources.ts'

const functionSchema = z.object({
	Code: z.object({ S3Key: z.string() }),
	Handler: z.string(),
	Role: z.string(),
	Timeout: z.number().default(3),
	MemorySize: z.number().default(128),
	Environment: z.object({ Variables: z.record(z.string(), z.string()).default({}) }).default({ Variables: {} }),
})

/** Returns the functions, each with the folder of its asset: `asset.<hash>` of the cloud assembly. */
export const readFunctions = (resources: readonly Resource[], assemblyDirectory: string): readonly LocalFunction[] => {
	const roleByArn = new Map(
		resources
			.filter(({ type }) => type === 'AWS::IAM::Role')
			.map(({ attributes, logicalId }) => [attributes.Arn, logicalId]),
	)
	return resources
		.filter(({ type }) => type === 'AWS::Lambda::Function')
		.map(({ logicalId, label, properties }) => {
			const parsed = functionSchema.parse(properties)
			const role = roleByArn.get(parsed.Role)
			if (role === undefined) throw new Error(`The role of ${logicalId} is not in the template`)
			return {
				name: logicalId,
				label: kebabCase(label),
				codeDirectory: join(assemblyDirectory, `asset.${parsed.Code.S3Key.replace(/\.zip$/, '')}`),
				handler: parsed.Handler,
				environment: parsed.Environment.Variables,
				timeoutSeconds: parsed.Timeout,
				memoryMegabytes: parsed.MemorySize,
				role,
			}
		})
}

/** Returns the logical id in a reference to a function: the id itself, its ARN, or its invocation ARN. */
export const functionNameIn = (reference: string): string => {
	const invocation = /:function:([^:/]+)/.exec(reference)
	return invocation?.[1] ?? reference
}

const mappingSchema = z.object({
	FunctionName: z.string().transform(functionNameIn),
	EventSourceArn: z.string(),
	Enabled: z.boolean().default(true),
	BatchSize: z.number().optional(),
	MaximumBatchingWindowInSeconds: z.number().default(0),
	FunctionResponseTypes: z.array(z.string()).default([]),
	ScalingConfig: z.object({ MaximumConcurrency: z.number().optional() }).default({}),
	StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
	MaximumRetryAttempts: z.number().default(-1),
	MaximumRecordAgeInSeconds: z.number().default(-1),
	BisectBatchOnFunctionError: z.boolean().default(false),
	DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).default({}),
	FilterCriteria: z
		.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) })
		.default({ Filters: [] }),
})
type Mapping = z.infer<typeof mappingSchema>

const common = (mapping: Mapping) => ({
	function: mapping.FunctionName,
	maximumBatchingWindowSeconds: mapping.MaximumBatchingWindowInSeconds,
	reportsBatchItemFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
})

const toQueueMapping = (mapping: Mapping): QueueMapping => ({
	kind: 'queue',
	...common(mapping),
	queueArn: mapping.EventSourceArn,
	batchSize: mapping.BatchSize ?? 10,
	// Without a limit Lambda scales to 1,250 pollers; five environments are plenty for one machine.
	maximumConcurrency: mapping.ScalingConfig.MaximumConcurrency ?? 5,
})

const toStreamMapping = (mapping: Mapping): StreamMapping => ({
	kind: 'stream',
	...common(mapping),
	tableName: /:table\/([^/]+)\/stream\//.exec(mapping.EventSourceArn)?.[1] ?? '',
	batchSize: mapping.BatchSize ?? 100,
	startingPosition: mapping.StartingPosition ?? 'LATEST',
	maximumRetryAttempts: mapping.MaximumRetryAttempts,
	maximumRecordAgeSeconds: mapping.MaximumRecordAgeInSeconds,
	bisectsOnError: mapping.BisectBatchOnFunctionError,
	failureQueueArn: mapping.DestinationConfig.OnFailure?.Destination,
	filterPatterns: mapping.FilterCriteria.Filters.map((filter) => filter.Pattern),
})

/** Returns the enabled mappings by kind of source. `-1` for attempts or age means without limit, as in AWS. */
export const readMappings = (
	resources: readonly Resource[],
): { readonly queueMappings: readonly QueueMapping[]; readonly streamMappings: readonly StreamMapping[] } => {
	const mappings = resources
		.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
		.map(({ properties }) => mappingSchema.parse(properties))
		.filter((mapping) => mapping.Enabled)
	const other = mappings.find(({ EventSourceArn }) => !/^arn:aws:(sqs|dynamodb):/.test(EventSourceArn))
	if (other !== undefined) throw new Error(`No local poller for the event source of ${other.FunctionName}`)
	const readsQueue = ({ EventSourceArn }: Mapping): boolean => EventSourceArn.startsWith('arn:aws:sqs:')
	return {
		queueMappings: mappings.filter(readsQueue).map(toQueueMapping),
		streamMappings: mappings.filter((mapping) => !readsQueue(mapping)).map(toStreamMapping),
	}
}

const targetSchema = z.object({ Arn: z.string(), Input: z.string().optional() })
const scheduleSchema = z.object({
	ScheduleExpression: z.string(),
	State: z.string().default('ENABLED'),
	Target: targetSchema.optional(),
	Targets: z.array(targetSchema).default([]),
})

/** Returns the schedules of EventBridge Scheduler and the rules with a schedule expression. Refuses rules with a pattern. */
export const readSchedules = (resources: readonly Resource[]): readonly Schedule[] =>
	resources
		.filter(({ type }) => type === 'AWS::Scheduler::Schedule' || type === 'AWS::Events::Rule')
		.flatMap(({ logicalId, properties }) => {
			const { ScheduleExpression, State, Target, Targets } = scheduleSchema.parse(properties)
			if (State !== 'ENABLED') return []
			return [...(Target === undefined ? [] : [Target]), ...Targets].map(({ Arn, Input }) => ({
				name: logicalId,
				function: functionNameIn(Arn),
				expression: ScheduleExpression,
				input: Input === undefined ? undefined : JSON.parse(Input),
			}))
		})

const routeSchema = z
	.object({
		ApiId: z.string(),
		RouteKey: z.string(),
		Target: z.string(),
		AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
		AuthorizerId: z.string().optional(),
		AuthorizationScopes: z.array(z.string()).default([]),
	})
	.refine((route) => (route.AuthorizationType === 'JWT') === (route.AuthorizerId !== undefined))
const integrationSchema = z.object({
	IntegrationType: z.literal('AWS_PROXY'),
	IntegrationUri: z.string(),
	PayloadFormatVersion: z.literal('2.0'),
})
const authorizerSchema = z.object({
	AuthorizerType: z.literal('JWT'),
	IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
	JwtConfiguration: z.object({ Issuer: z.url(), Audience: z.array(z.string().min(1)).min(1) }),
})
const apiStageSchema = z.object({
	ApiId: z.string(),
	AccessLogSettings: z.object({ Format: z.string() }).optional(),
})

type Known = ReadonlyMap<string, Resource>

const toAuthorizer = (id: string, scopes: readonly string[], authorizers: Known): JwtAuthorizer => {
	const authorizer = authorizers.get(id)
	if (authorizer === undefined) throw new Error(`The authorizer ${id} is not in the template`)
	const { Issuer, Audience } = authorizerSchema.parse(authorizer.properties).JwtConfiguration
	return { issuer: Issuer, audiences: Audience, scopes }
}

const toRoute = (resource: Resource, integrations: Known, authorizers: Known): LocalRoute & { apiId: string } => {
	const { ApiId, RouteKey, Target, AuthorizerId, AuthorizationScopes } = routeSchema.parse(resource.properties)
	const integration = integrations.get(Target.replace(/^integrations\//, ''))
	if (integration === undefined) throw new Error(`The route ${RouteKey} has no integration in the template`)
	const { IntegrationUri } = integrationSchema.parse(integration.properties)
	const [method = '', path = ''] = RouteKey === '$default' ? ['ANY', '/{proxy+}'] : RouteKey.split(' ')
	const authorizer =
		AuthorizerId === undefined ? undefined : toAuthorizer(AuthorizerId, AuthorizationScopes, authorizers)
	return { apiId: ApiId, method, path, function: functionNameIn(IntegrationUri), authorizer }
}

/**
 * Returns the HTTP APIs with their routes. Refuses all authorizers but those of JWTs, and all integrations but a function
 * with payload format 2.0.
 */
export const readHttpApis = (resources: readonly Resource[]): readonly HttpApi[] => {
	const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`)
	const byRef = (type: string): Known => new Map(ofType(type).map((resource) => [resource.ref, resource]))
	const integrations = byRef('Integration')
	const authorizers = byRef('Authorizer')
	const routes = ofType('Route').map((resource) => toRoute(resource, integrations, authorizers))
	const stages = ofType('Stage').map(({ properties }) => apiStageSchema.parse(properties))
	return ofType('Api').map(({ logicalId, label, ref }) => ({
		name: logicalId,
		label: kebabCase(label),
		routes: routes.filter(({ apiId }) => apiId === ref).map(({ apiId: _, ...route }) => route),
		accessLogFormat: stages.find(({ ApiId }) => ApiId === ref)?.AccessLogSettings?.Format,
	}))
}
