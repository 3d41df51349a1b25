"""Calls every operation of CodeArtifact with boto3, and prints what it heard as JSON: a member for each chapter.

Usage: boto3_tour.py <address of a server whose clock stands>
"""

import base64
import datetime
import hashlib
import io
import json
import sys
import urllib.request

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

ADDRESS = sys.argv[1]
OWNER = '111122223333'
OTHER = '123456789012'
DOMAIN = 'my-domain'
REPOSITORY = {'domain': DOMAIN, 'repository': 'my-repo'}
TOOL = {**REPOSITORY, 'format': 'generic', 'namespace': 'my-ns', 'package': 'my-package'}
LODASH = {'domain': DOMAIN, 'repository': 'npm-store', 'format': 'npm', 'package': 'lodash'}
DOMAIN_ARN = f'arn:aws:codeartifact:us-west-2:{OWNER}:domain/{DOMAIN}'
NPM_GROUP = {'domain': DOMAIN, 'packageGroup': '/npm/*'}
SCOPE_GROUP = {'domain': DOMAIN, 'packageGroup': '/npm/space/*'}
ALL_GROUP = {'domain': DOMAIN, 'packageGroup': '/*'}

called = set()


def client_of(account=OWNER, **config):
    """A client in the name of the account; the names of the operations that it calls are kept in `called`."""
    client = boto3.client(
        'codeartifact',
        endpoint_url=ADDRESS,
        region_name='us-west-2',
        aws_access_key_id=account,
        aws_secret_access_key='simulated',
        config=Config(**config),
    )
    client.meta.events.register('before-call.codeartifact', lambda model, **_: called.add(model.name))
    return client


def control(method, path, body=None):
    """The JSON answer to a control request."""
    data = None if body is None else json.dumps(body).encode()
    headers = {'Content-Type': 'application/json'} if data else {}
    request = urllib.request.Request(ADDRESS + path, data=data, headers=headers, method=method)
    with urllib.request.urlopen(request) as response:
        return json.loads(response.read() or 'null')


def plain(answer):
    """An answer without its metadata; the bytes of a stream are told by their size and SHA-256."""
    heard = {name: value for name, value in answer.items() if name != 'ResponseMetadata'}
    if 'asset' in heard and hasattr(heard['asset'], 'read'):
        heard['asset'] = told(heard['asset'].read())
    return heard


def told(content):
    return {'size': len(content), 'sha256': hashlib.sha256(content).hexdigest()}


def refusal(client, operation, **members):
    """How boto3 words a refusal: the class of the exception and what it holds."""
    try:
        getattr(client, operation)(**members)
    except ClientError as error:
        metadata = error.response['ResponseMetadata']
        modelled = {name: value for name, value in error.response.items() if name not in ('Error', 'ResponseMetadata')}
        return {
            'class': type(error).__name__,
            'isTyped': isinstance(error, getattr(client.exceptions, type(error).__name__, ())),
            'code': error.response['Error']['Code'],
            'status': metadata['HTTPStatusCode'],
            'attempts': metadata['RetryAttempts'] + 1,
            **modelled,
        }
    raise AssertionError(f'{operation} was not refused')


def publish(client, content, version='1.0.0', asset='asset.tar.gz', **members):
    """Publishes an asset of the generic package; the content is bytes, or a file of bytes."""
    data = content if isinstance(content, bytes) else content.getvalue()
    return client.publish_package_version(
        **{**TOOL, **members},
        packageVersion=version,
        assetName=asset,
        assetContent=content,
        assetSHA256=hashlib.sha256(data).hexdigest(),
    )


def policy(*actions):
    """The text of a policy that allows the actions to the other account."""
    statement = {
        'Effect': 'Allow',
        'Principal': {'AWS': f'arn:aws:iam::{OTHER}:root'},
        'Action': [f'codeartifact:{action}' for action in actions],
        'Resource': '*',
    }
    return json.dumps({'Version': '2012-10-17', 'Statement': [statement]})


def domains(client):
    tags = [{'key': 'team', 'value': 'build'}]
    made = client.create_domain(domain=DOMAIN, tags=tags)
    return {
        'made': plain(made),
        'sentAsEpoch': made['domain']['createdTime'].timestamp(),
        'described': plain(client.describe_domain(domain=DOMAIN)),
        'unknown': refusal(client, 'describe_domain', domain='no-domain'),
        'twice': refusal(client, 'create_domain', domain=DOMAIN),
    }


def repositories(client):
    for name in ('npm-store', 'repo-a', 'repo-b', 'repo-c'):
        client.create_repository(domain=DOMAIN, repository=name)
    made = client.create_repository(**REPOSITORY, description='Größe & mehr', upstreams=[{'repositoryName': 'repo-a'}])
    connection = {'domain': DOMAIN, 'repository': 'npm-store', 'externalConnection': 'public:npmjs'}
    connected = client.associate_external_connection(**connection)
    disconnected = client.disassociate_external_connection(**connection)
    client.associate_external_connection(**connection)
    formats = ('npm', 'pypi', 'maven', 'nuget', 'generic', 'ruby', 'swift', 'cargo')
    return {
        'made': plain(made),
        'connected': plain(connected)['repository']['externalConnections'],
        'disconnected': plain(disconnected)['repository']['externalConnections'],
        'updated': plain(client.update_repository(**REPOSITORY, upstreams=[{'repositoryName': 'npm-store'}])),
        'described': plain(client.describe_repository(**REPOSITORY)),
        'endpoints': {
            name: client.get_repository_endpoint(**REPOSITORY, format=name)['repositoryEndpoint'] for name in formats
        },
    }


def generic(client):
    content = bytes(range(256)) * 1200
    first = publish(client, content, asset='a.bin', unfinished=True)
    second = publish(client, io.BytesIO(b'hello world'))
    version = {**TOOL, 'packageVersion': '1.0.0'}
    return {
        'first': plain(first),
        'second': plain(second),
        'sent': told(content),
        'read': plain(client.get_package_version_asset(**version, asset='a.bin')),
        'text': client.get_package_version_asset(**version, asset='asset.tar.gz')['asset'].read().decode(),
        'assets': plain(client.list_package_version_assets(**version)),
        'described': plain(client.describe_package_version(**version)),
        'package': plain(client.describe_package(**TOOL)),
        'finished': refusal_of_publication(client, b'more', asset='late.txt'),
        'otherBytes': refusal_of_publication(client, b'other'),
        'wrongHash': refusal(
            client,
            'publish_package_version',
            **version,
            assetName='x',
            assetContent=b'x',
            assetSHA256=hashlib.sha256(b'y').hexdigest(),
        ),
    }


def refusal_of_publication(client, content, **members):
    asset = members.pop('asset', 'asset.tar.gz')
    return refusal(
        client,
        'publish_package_version',
        **TOOL,
        packageVersion='1.0.0',
        assetName=asset,
        assetContent=content,
        assetSHA256=hashlib.sha256(content).hexdigest(),
    )


def versions(client):
    for version in ('1.1.0', '1.2.0', '1.3.0'):
        publish(client, b'content', version)
        control('PUT', '/_sim/clock', {'advanceSeconds': 60})
    copy = {
        'domain': DOMAIN,
        'sourceRepository': 'my-repo',
        'destinationRepository': 'repo-b',
        'format': 'generic',
        'namespace': 'my-ns',
        'package': 'my-package',
    }
    copied = plain(client.copy_package_versions(**copy, versions=['1.1.0', '1.2.0']))
    archived = client.update_package_versions_status(**TOOL, versions=['1.1.0'], targetStatus='Archived')
    disposed = client.dispose_package_versions(**TOOL, versions=['1.2.0'], expectedStatus='Published')
    listed = plain(client.list_package_versions(**TOOL, sortBy='PUBLISHED_TIME'))
    return {
        'copied': copied,
        'copiedUnknown': plain(client.copy_package_versions(**copy, versions=['9.9.9', '1.3.0'])),
        'archived': plain(archived),
        'disposed': plain(disposed),
        'listed': listed,
        'deleted': plain(client.delete_package_versions(**TOOL, versions=['1.1.0', '1.2.0'])),
        'restricted': plain(
            client.put_package_origin_configuration(**TOOL, restrictions={'publish': 'BLOCK', 'upstream': 'BLOCK'})
        ),
        'blocked': refusal_of_publication(client, b'hello world'),
        'deletedPackage': plain(client.delete_package(**{**TOOL, 'repository': 'repo-b'})),
        'gone': refusal(client, 'describe_package', **{**TOOL, 'repository': 'repo-b'}),
    }


def metadata(client):
    version = {**LODASH, 'packageVersion': '4.17.21'}
    return {
        'readme': plain(client.get_package_version_readme(**version)),
        'dependencies': plain(client.list_package_version_dependencies(**version)),
        'described': plain(client.describe_package_version(**version)),
        'notForGeneric': refusal(client, 'get_package_version_readme', **TOOL, packageVersion='1.0.0'),
    }


def tags(client):
    client.tag_resource(resourceArn=DOMAIN_ARN, tags=[{'key': 'Größe', 'value': ''}, {'key': 'team', 'value': 'ops'}])
    both = plain(client.list_tags_for_resource(resourceArn=DOMAIN_ARN))
    untagged = plain(client.untag_resource(resourceArn=DOMAIN_ARN, tagKeys=['Größe', 'unknown']))
    return {'both': both, 'untagged': untagged, 'left': plain(client.list_tags_for_resource(resourceArn=DOMAIN_ARN))}


def groups(client):
    made = client.create_package_group(**NPM_GROUP, contactInfo='team@example.com', description='all of npm')
    client.create_package_group(**SCOPE_GROUP)
    restricted = client.update_package_group_origin_configuration(
        **NPM_GROUP,
        restrictions={'PUBLISH': 'BLOCK', 'EXTERNAL_UPSTREAM': 'ALLOW_SPECIFIC_REPOSITORIES'},
        addAllowedRepositories=[
            {'repositoryName': name, 'originRestrictionType': 'EXTERNAL_UPSTREAM'}
            for name in ('npm-store', 'repo-a', 'repo-b')
        ],
        removeAllowedRepositories=[{'repositoryName': 'repo-b', 'originRestrictionType': 'EXTERNAL_UPSTREAM'}],
    )
    associated = {'domain': DOMAIN, 'format': 'npm', 'package': 'lodash'}
    return {
        'made': plain(made),
        'restricted': plain(restricted),
        'allowed': plain(
            client.list_allowed_repositories_for_group(**NPM_GROUP, originRestrictionType='EXTERNAL_UPSTREAM')
        ),
        'described': plain(client.describe_package_group(**SCOPE_GROUP)),
        'updated': plain(client.update_package_group(**SCOPE_GROUP, description='one scope')),
        'listed': [each['pattern'] for each in client.list_package_groups(domain=DOMAIN)['packageGroups']],
        'children': [each['pattern'] for each in client.list_sub_package_groups(**ALL_GROUP)['packageGroups']],
        'packages': plain(client.list_associated_packages(**NPM_GROUP)),
        'preview': plain(client.list_associated_packages(domain=DOMAIN, packageGroup='/generic/*', preview=True)),
        'associated': client.get_associated_package_group(**associated)['packageGroup']['pattern'],
        'weak': client.get_associated_package_group(domain=DOMAIN, format='npm', namespace='SPACE', package='x')[
            'associationType'
        ],
        'twice': refusal(client, 'create_package_group', **NPM_GROUP),
        'invalid': refusal(client, 'create_package_group', domain=DOMAIN, packageGroup='/npm/space/foo*'),
        'root': refusal(client, 'delete_package_group', **ALL_GROUP),
        'unknown': refusal(client, 'describe_package_group', domain=DOMAIN, packageGroup='/pypi/*'),
    }


def groups_deleted(client):
    deleted = client.delete_package_group(**NPM_GROUP)
    return {
        'deleted': plain(deleted)['packageGroup']['pattern'],
        'again': plain(client.delete_package_group(**NPM_GROUP)),
        'parent': plain(client.describe_package_group(**SCOPE_GROUP))['packageGroup']['parent']['pattern'],
    }


def policies(client):
    document = policy('DescribeDomain')
    first = client.put_domain_permissions_policy(domain=DOMAIN, policyDocument=document)
    second = client.put_domain_permissions_policy(
        domain=DOMAIN, policyDocument=document, policyRevision=first['policy']['revision']
    )
    stale = {'domain': DOMAIN, 'policyRevision': first['policy']['revision']}
    heard = {
        'put': plain(first),
        'document': document,
        'isNewRevision': first['policy']['revision'] != second['policy']['revision'],
        'got': plain(client.get_domain_permissions_policy(domain=DOMAIN)),
        'stale': refusal(client, 'put_domain_permissions_policy', **stale, policyDocument=document),
        'staleDeletion': refusal(client, 'delete_domain_permissions_policy', **stale),
        'deleted': plain(client.delete_domain_permissions_policy(domain=DOMAIN)),
        'none': refusal(client, 'get_domain_permissions_policy', domain=DOMAIN),
        'malformed': refusal(client, 'put_domain_permissions_policy', domain=DOMAIN, policyDocument='{}'),
        'ofRepository': plain(client.put_repository_permissions_policy(**REPOSITORY, policyDocument=document)),
        'gotOfRepository': plain(client.get_repository_permissions_policy(**REPOSITORY)),
        'deletedOfRepository': plain(client.delete_repository_permissions_policy(**REPOSITORY)),
    }
    return heard


def accounts(client):
    """The table of a cross-account reader, as far as the API goes: each row's policies, and what he then hears."""
    other = client_of(OTHER)
    mine = {'domain': DOMAIN, 'domainOwner': OWNER}
    calls = {
        'get_authorization_token': mine,
        'get_repository_endpoint': {**mine, 'repository': 'my-repo', 'format': 'generic'},
        'list_packages': {**mine, 'repository': 'my-repo'},
    }

    def outcomes():
        return {name: outcome(other, name, members) for name, members in calls.items()}

    reader = (
        'DescribePackageVersion',
        'DescribeRepository',
        'GetPackageVersionReadme',
        'GetRepositoryEndpoint',
        'ListPackages',
        'ListPackageVersions',
        'ListPackageVersionAssets',
        'ListPackageVersionDependencies',
        'ReadFromRepository',
    )
    rows = [
        ((), ()),
        ((), ('*',)),
        (('GetAuthorizationToken',), ()),
        (('GetAuthorizationToken',), ('ReadFromRepository',)),
        (('GetAuthorizationToken', 'ReadFromRepository', 'ListPackages'), ()),
        (('GetAuthorizationToken',), reader),
    ]
    heard = []
    for of_domain, of_repository in rows:
        if of_domain:
            client.put_domain_permissions_policy(domain=DOMAIN, policyDocument=policy(*of_domain))
        if of_repository:
            client.put_repository_permissions_policy(**REPOSITORY, policyDocument=policy(*of_repository))
        heard.append(outcomes())
        if of_domain:
            client.delete_domain_permissions_policy(domain=DOMAIN)
        if of_repository:
            client.delete_repository_permissions_policy(**REPOSITORY)
    return {
        'rows': heard,
        'refusal': refusal(other, 'describe_domain', **mine),
        'ownDomain': refusal(other, 'describe_domain', domain=DOMAIN),
        'sameName': plain(other.create_domain(domain=DOMAIN))['domain']['arn'],
        'listed': [each['arn'] for each in other.list_domains()['domains']],
        'deleted': plain(other.delete_domain(domain=DOMAIN))['domain']['status'],
    }


def outcome(client, operation, members):
    try:
        getattr(client, operation)(**members)
        return 200
    except client.exceptions.AccessDeniedException:
        return 'AccessDeniedException'


def tokens(client):
    now = datetime.datetime.fromisoformat(control('GET', '/_sim/clock')['now'].replace('Z', '+00:00'))
    durations = {'default': {}, '900': {'durationSeconds': 900}, '43200': {'durationSeconds': 43200}}
    answers = {
        name: client.get_authorization_token(domain=DOMAIN, **members) for name, members in durations.items()
    }
    first = answers['default']
    head = first['authorizationToken'].split('.')[0]
    header = json.loads(base64.urlsafe_b64decode(head + '=' * (-len(head) % 4)))
    return {
        'header': header,
        'expires': first['expiration'].timestamp(),
        'lifetimes': {name: (each['expiration'] - now).total_seconds() for name, each in answers.items()},
        'parts': len(first['authorizationToken'].split('.')),
        'begin': first['authorizationToken'][:6],
        'tooShort': refusal(client, 'get_authorization_token', domain=DOMAIN, durationSeconds=899),
        'ofUser': refusal(client, 'get_authorization_token', domain=DOMAIN, durationSeconds=0),
    }


def paginators(client):
    """For each paginator: the sizes of the pages of one item, whether they join up, and whether a token goes on."""
    for name in ('dom-a', 'dom-b'):
        client.create_domain(domain=name)
    client.create_package_group(**NPM_GROUP)
    client.update_package_group_origin_configuration(
        **NPM_GROUP,
        restrictions={'PUBLISH': 'ALLOW_SPECIFIC_REPOSITORIES'},
        addAllowedRepositories=[
            {'repositoryName': name, 'originRestrictionType': 'PUBLISH'} for name in ('repo-a', 'repo-b', 'repo-c')
        ],
    )
    for pattern in ('/pypi/*', '/maven/*'):
        client.create_package_group(domain=DOMAIN, packageGroup=pattern)
    for name in ('one', 'two', 'three'):
        publish(client, b'x', package=name, repository='repo-a')
    for asset in ('a', 'b', 'c'):
        publish(client, asset.encode(), asset=asset, package='assets', repository='repo-a', unfinished=True)
    for version in ('1.0', '2.0', '3.0'):
        publish(client, b'x', version, package='versions', repository='repo-a')
    inputs = {
        'ListAllowedRepositoriesForGroup': {**NPM_GROUP, 'originRestrictionType': 'PUBLISH'},
        'ListAssociatedPackages': ALL_GROUP,
        'ListDomains': {},
        'ListPackageGroups': {'domain': DOMAIN},
        'ListPackageVersionAssets': {**TOOL, 'repository': 'repo-a', 'package': 'assets', 'packageVersion': '1.0.0'},
        'ListPackageVersions': {**TOOL, 'repository': 'repo-a', 'package': 'versions'},
        'ListPackages': {'domain': DOMAIN, 'repository': 'repo-a'},
        'ListRepositories': {},
        'ListRepositoriesInDomain': {'domain': DOMAIN},
        'ListSubPackageGroups': ALL_GROUP,
    }
    known = [name for name in client.meta.service_model.operation_names if client.can_paginate(xform_name(name))]
    return {'known': sorted(known), **{name: paged(client, name, members) for name, members in inputs.items()}}


def paged(client, name, members):
    paginator = client.get_paginator(xform_name(name))
    whole = getattr(client, xform_name(name))(**members)
    items = paginator.result_keys[0].expression
    pages = [page[items] for page in paginator.paginate(**members, PaginationConfig={'PageSize': 1})]
    some = paginator.paginate(**members, PaginationConfig={'PageSize': 1, 'MaxItems': 2}).build_full_result()
    rest = paginator.paginate(**members, PaginationConfig={'StartingToken': some['NextToken']}).build_full_result()
    return {
        'sizes': [len(page) for page in pages],
        'joined': [item for page in pages for item in page] == whole[items],
        'resumed': some[items] + rest[items] == whole[items],
    }


def faults(client):
    """Typed exceptions that a fault brings about, and retries: two refusals, then the answer."""
    patient = client_of(retries={'mode': 'standard', 'max_attempts': 5})
    hasty = client_of(retries={'total_max_attempts': 1})
    described = {'operation': 'DescribeDomain'}
    throttling = {**described, 'error': {'name': 'ThrottlingException', 'retryAfterSeconds': 1}}
    broken = {**described, 'error': {'name': 'InternalServerException'}}
    control('POST', '/_sim/faults', {**throttling, 'times': 1})
    throttled = refusal(hasty, 'describe_domain', domain=DOMAIN)
    control('POST', '/_sim/faults', {**broken, 'times': 1})
    failed = refusal(hasty, 'describe_domain', domain=DOMAIN)
    control('POST', '/_sim/faults', {**throttling, 'times': 2})
    answer = patient.describe_domain(domain=DOMAIN)
    return {
        'throttled': throttled,
        'failed': failed,
        'attempts': answer['ResponseMetadata']['RetryAttempts'] + 1,
        'name': answer['domain']['name'],
    }


def quotas(client):
    tags = [{'key': f'key{number}', 'value': ''} for number in range(51)]
    return {'tags': refusal(client, 'tag_resource', resourceArn=DOMAIN_ARN, tags=tags)}


def ends(client):
    deleted = client.delete_repository(domain=DOMAIN, repository='repo-c')
    return {
        'notEmpty': refusal(client, 'delete_domain', domain=DOMAIN),
        'repository': plain(deleted)['repository']['name'],
        'again': plain(client.delete_repository(domain=DOMAIN, repository='repo-c')),
        'domain': plain(client.delete_domain(domain='dom-a'))['domain']['status'],
        'domainAgain': plain(client.delete_domain(domain='dom-a')),
    }


def offer():
    """Lets the public repository have a version, and a package manager fetch it."""
    dependency = {'namespace': 'types', 'package': 'node', 'dependencyType': 'dev', 'versionRequirement': '^20'}
    control(
        'POST',
        '/_sim/public-packages',
        {
            'connection': 'public:npmjs',
            'package': 'lodash',
            'version': '4.17.21',
            'assets': [{'name': 'package.tgz', 'text': 'lodash'}],
            'metadata': {'summary': 'Utilities', 'readme': '# Größe\n', 'dependencies': [dependency]},
        },
    )
    control('POST', '/_sim/request', {**LODASH, 'version': '4.17.21'})


def main():
    client = client_of()
    heard = {'domains': domains(client), 'repositories': repositories(client)}
    offer()
    for chapter in (generic, versions, metadata, tags, groups, groups_deleted, policies, accounts, tokens):
        heard[chapter.__name__] = chapter(client)
    for chapter in (paginators, faults, quotas, ends):
        heard[chapter.__name__] = chapter(client)
    heard['waiters'] = client.waiter_names
    heard['operations'] = {
        'all': sorted(client.meta.service_model.operation_names),
        'called': sorted(called),
    }
    json.dump(heard, sys.stdout, default=lambda value: value.isoformat())


main()
