import {
	localArn,
	physicalName,
	physicalShortId,
	physicalUuid,
	queueUrl,
	secretArn,
	streamArn,
} from '../model/physical-names.ts'

/** The identity of a resource; `name` is the explicit physical name where the template has one. */
export type Named = {
	readonly stack: string
	readonly logicalId: string
	readonly type: string
	readonly name?: string | undefined
}

/** The value of `Ref`, and the values of `Fn::GetAtt` by attribute name. */
export type Attributes = { readonly ref: string; readonly attributes: Readonly<Record<string, string>> }

/** The property that carries an explicit physical name. */
export const NAME_PROPERTIES: Readonly<Record<string, string>> = {
	'AWS::DynamoDB::GlobalTable': 'TableName',
	'AWS::DynamoDB::Table': 'TableName',
	'AWS::S3::Bucket': 'BucketName',
	'AWS::SES::ConfigurationSet': 'Name',
	'AWS::SES::EmailIdentity': 'EmailIdentity',
	'AWS::SES::ReceiptRuleSet': 'RuleSetName',
	'AWS::SNS::Topic': 'TopicName',
	'AWS::SQS::Queue': 'QueueName',
	'AWS::SSM::Parameter': 'Name',
	'AWS::SecretsManager::Secret': 'Name',
}

const table = (name: string): Attributes => ({
	ref: name,
	attributes: { Arn: localArn('dynamodb', `table/${name}`), StreamArn: streamArn(name) },
})

const named =
	(service: string, prefix: string) =>
	(name: string): Attributes => ({ ref: name, attributes: { Arn: localArn(service, `${prefix}${name}`) } })

const byName: Readonly<Record<string, (name: string) => Attributes>> = {
	'AWS::DynamoDB::GlobalTable': table,
	'AWS::DynamoDB::Table': table,
	'AWS::SQS::Queue': (name) => ({
		ref: queueUrl(name),
		attributes: { Arn: localArn('sqs', name), QueueName: name, QueueUrl: queueUrl(name) },
	}),
	'AWS::SNS::Topic': (name) => ({
		ref: localArn('sns', name),
		attributes: { TopicArn: localArn('sns', name), TopicName: name },
	}),
	'AWS::SSM::Parameter': (name) => ({ ref: name, attributes: { Type: 'String' } }),
	'AWS::SecretsManager::Secret': (name) => ({ ref: secretArn(name), attributes: { Id: secretArn(name) } }),
	'AWS::SES::ConfigurationSet': named('ses', 'configuration-set/'),
	'AWS::SES::EmailIdentity': named('ses', 'identity/'),
	'AWS::Events::Rule': named('events', 'rule/'),
	'AWS::Scheduler::Schedule': named('scheduler', 'schedule/default/'),
	'AWS::CloudWatch::Alarm': named('cloudwatch', 'alarm:'),
	'AWS::Logs::LogGroup': (name) => ({ ref: name, attributes: { Arn: localArn('logs', `log-group:${name}:*`) } }),
}

const byId: Readonly<Record<string, (stack: string, logicalId: string) => Attributes>> = {
	// The logical id is the function's name everywhere in the local system: in logs, roles and access keys.
	'AWS::Lambda::Function': (_, logicalId) => named('lambda', 'function:')(logicalId),
	'AWS::IAM::Role': (stack, logicalId) => ({
		ref: physicalName(stack, logicalId, 64),
		attributes: { Arn: `arn:aws:iam::000000000000:role/${physicalName(stack, logicalId, 64)}`, RoleId: logicalId },
	}),
	'AWS::KMS::Key': (stack, logicalId) => {
		const id = physicalUuid(stack, logicalId)
		return { ref: id, attributes: { Arn: localArn('kms', `key/${id}`), KeyId: id } }
	},
	'AWS::ApiGatewayV2::Api': (stack, logicalId) => {
		const id = physicalShortId(stack, logicalId)
		return { ref: id, attributes: { ApiId: id, ApiEndpoint: `https://${id}.execute-api.eu-central-1.amazonaws.com` } }
	},
	'AWS::ApiGatewayV2::Integration': (_, logicalId) => ({ ref: logicalId, attributes: {} }),
	'AWS::S3::Bucket': (stack, logicalId) => bucket(physicalName(stack, logicalId, 63).toLowerCase()),
}

const bucket = (name: string): Attributes => ({
	ref: name,
	attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: `${name}.s3.amazonaws.com` },
})

/** Returns the values that `Ref` and `Fn::GetAtt` have for a resource. All of them are known before anything is created. */
export const attributesOf = ({ stack, logicalId, type, name }: Named): Attributes => {
	if (type === 'AWS::S3::Bucket' && name !== undefined) return bucket(name)
	const special = byId[type]
	if (special !== undefined) return special(stack, logicalId)
	const physical = name ?? physicalName(stack, logicalId)
	return byName[type]?.(physical) ?? { ref: physical, attributes: {} }
}
