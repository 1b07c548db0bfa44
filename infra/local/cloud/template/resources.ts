import { type Attributes, attributesOf, NAME_PROPERTIES } from './attributes.ts'
import type { Stack } from './read-assembly.ts'
import { createResolver, exists, type Resolver } from './resolve.ts'

/** The resource types that the local system builds, or reads rights, routes and mappings from. */
const UNDERSTOOD = new Set([
	'AWS::ApiGatewayV2::Api',
	'AWS::ApiGatewayV2::Authorizer',
	'AWS::ApiGatewayV2::Integration',
	'AWS::ApiGatewayV2::Route',
	'AWS::ApiGatewayV2::Stage',
	'AWS::DynamoDB::GlobalTable',
	'AWS::DynamoDB::Table',
	'AWS::Events::Rule',
	'AWS::IAM::Policy',
	'AWS::IAM::Role',
	'AWS::KMS::Key',
	'AWS::Lambda::EventSourceMapping',
	'AWS::Lambda::Function',
	'AWS::Lambda::Permission',
	'AWS::S3::Bucket',
	'AWS::SES::ConfigurationSet',
	'AWS::SES::EmailIdentity',
	'AWS::SES::ReceiptRule',
	'AWS::SES::ReceiptRuleSet',
	'AWS::SNS::Subscription',
	'AWS::SNS::Topic',
	'AWS::SQS::Queue',
	'AWS::SSM::Parameter',
	'AWS::Scheduler::Schedule',
	'AWS::SecretsManager::Secret',
])

/**
 * The types without a counterpart in the local system: monitoring (alarms, logs, dashboards), resource policies, and what
 * only has a meaning in the cloud (domains, aliases). The infra tests assert them on the template instead.
 */
const WITHOUT_COUNTERPART = new Set([
	'AWS::ApiGatewayV2::ApiMapping',
	'AWS::ApiGatewayV2::DomainName',
	'AWS::CDK::Metadata',
	'AWS::CertificateManager::Certificate',
	'AWS::CloudFront::Distribution',
	'AWS::CloudFront::Function',
	'AWS::CloudFront::OriginRequestPolicy',
	'AWS::CloudFront::ResponseHeadersPolicy',
	'AWS::CloudWatch::Alarm',
	'AWS::CloudWatch::CompositeAlarm',
	'AWS::CloudWatch::Dashboard',
	'AWS::Cognito::UserPool',
	'AWS::Cognito::UserPoolClient',
	'AWS::Cognito::UserPoolDomain',
	'AWS::Cognito::UserPoolGroup',
	'AWS::Cognito::UserPoolResourceServer',
	'AWS::KMS::Alias',
	'AWS::Logs::LogGroup',
	'AWS::Logs::MetricFilter',
	'AWS::Logs::ResourcePolicy',
	'AWS::ResourceGroups::Group',
	'AWS::Route53::RecordSet',
	'AWS::S3::BucketPolicy',
	'AWS::SES::ConfigurationSetEventDestination',
	'AWS::SNS::TopicPolicy',
	'AWS::SQS::QueuePolicy',
	'AWS::Scheduler::ScheduleGroup',
	'AWS::SecretsManager::ResourcePolicy',
	'AWS::WAFv2::WebACL',
	'AWS::WAFv2::WebACLAssociation',
])

/** A resource of any stack that has a counterpart in the local system, its properties resolved. */
export type Resource = {
	readonly logicalId: string
	readonly type: string
	/** The last distinctive part of the construct path, e.g. `XWebhook` or `intake-x`. */
	readonly label: string
	readonly properties: Readonly<Record<string, unknown>>
} & Attributes

/** Parts of a construct path that name a kind of thing, not which one it is. */
const TELLS_NOTHING = /^(Resource|Default|Function|Handler|Lambda|Fn|Secret|Key|Queue|Table|Bucket|Topic|Api|HttpApi)$/

const labelOf = (path: string | undefined, logicalId: string): string => {
	if (path === undefined) return logicalId.replace(/[0-9A-F]{8}$/, '')
	const parts = path.split('/').slice(2)
	while (parts.length > 1 && TELLS_NOTHING.test(parts.at(-1) ?? '')) parts.pop()
	return parts.at(-1) ?? logicalId
}

/** Converts `IntakeX` and `intake-x` to `intake-x`. */
export const kebabCase = (label: string): string => label.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()

const resourcesOf = (stack: Stack, resolve: Resolver, isThere: (condition?: string) => boolean): Resource[] =>
	Object.entries(stack.template.Resources).flatMap(([logicalId, { Type: type, Properties, Condition }]) => {
		if (!UNDERSTOOD.has(type) || !isThere(Condition)) return []
		const properties: Record<string, unknown> = {}
		for (const [name, value] of Object.entries(Properties)) {
			// Resource policies are not modelled and may name what has no counterpart.
			if (name !== 'KeyPolicy' && name !== 'AssumeRolePolicyDocument') properties[name] = resolve(value)
		}
		const explicit = properties[NAME_PROPERTIES[type] ?? '']
		const identity = { stack: stack.name, logicalId, type }
		const attributes = attributesOf(typeof explicit === 'string' ? { ...identity, name: explicit } : identity)
		return [{ logicalId, type, label: labelOf(stack.paths.get(logicalId), logicalId), properties, ...attributes }]
	})

const refuseUnknown = (stacks: readonly Stack[]): void => {
	const unknown = stacks.flatMap((stack) =>
		Object.entries(stack.template.Resources)
			.filter(([, { Type }]) => !UNDERSTOOD.has(Type) && !WITHOUT_COUNTERPART.has(Type))
			.map(([logicalId, { Type }]) => `${Type} (${logicalId})`),
	)
	if (unknown.length === 0) return
	throw new Error(
		`The local system does not understand ${unknown.join(', ')}: build a counterpart, or list the type in infra/local/cloud/template/resources.ts`,
	)
}

/** Returns every resource with a local counterpart, of all stacks. Throws on a type that is in neither list above. */
export const readResources = (
	stacks: readonly Stack[],
	parameters: Readonly<Record<string, string>>,
): readonly Resource[] => {
	refuseUnknown(stacks)
	return stacks.flatMap((stack) => {
		const context = { stack, stacks, parameters }
		return resourcesOf(stack, createResolver(context), (condition) => exists(context, condition))
	})
}
