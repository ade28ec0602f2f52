/** One variable of the environment, as the README and the start's error message tell it. */
export interface ConfigVariable {
  name: string
  /** What holds when it is not set; `null` = there is nothing to fall back on. */
  default: string | null
  meaning: { zh: string; en: string }
  /** What to do when it is wrong. */
  remedy: { zh: string; en: string }
}

/** Every variable that the server reads. The README's table and the error message at start are both made from this. */
export const configVariables = [
  {
    name: 'NODE_ENV',
    default: 'development',
    meaning: { zh: '运行环境：development、test 或 production', en: 'development, test or production' },
    remedy: { zh: '请设为 development、test 或 production', en: 'set it to development, test or production' },
  },
  {
    name: 'PORT',
    default: '3000',
    meaning: { zh: '监听端口', en: 'port to listen on' },
    remedy: {
      zh: '请设为 1 到 65535 的整数（0 表示任选空闲端口）',
      en: 'set it to a whole number from 1 to 65535 (0 = any free port)',
    },
  },
  {
    name: 'HOST',
    default: '127.0.0.1; production: 0.0.0.0',
    meaning: { zh: '监听地址', en: 'address to listen on' },
    remedy: { zh: '请设为一个 IP 地址或主机名', en: 'set it to an IP address or a host name' },
  },
  {
    name: 'DATABASE_URL',
    default: 'file:.data/kepu.db',
    meaning: {
      zh: '数据库：file:路径（SQLite，单进程）或 mongodb://…（须为副本集）',
      en: 'database: file:path (SQLite, one process) or mongodb://… (a replica set)',
    },
    remedy: {
      zh: '请写成 file:路径，或带库名的 mongodb://主机/库名',
      en: 'write file:path, or mongodb://host/name with the name of the database',
    },
  },
  {
    name: 'PAYLOAD_SECRET',
    default: null,
    meaning: {
      zh: '签发会话的密钥，至少32个字符；生产环境必须自行设置，其他环境由启动命令生成并存入 .data/secret',
      en: 'key that signs sessions, at least 32 characters; set it yourself in production, elsewhere the start command draws one and keeps it in .data/secret',
    },
    remedy: {
      zh: '请设为至少32个字符的随机文本，例如 openssl rand -base64 48 的输出；不要使用示例、默认值、单词句子或有规律的文本',
      en: 'set it to at least 32 random characters, such as the output of: openssl rand -base64 48; no example, default, words or patterned text',
    },
  },
  {
    name: 'SERVER_URL',
    default: 'http://localhost:PORT; production: none',
    meaning: {
      zh: '用户访问本系统的网址，邮件中的链接由此组成',
      en: 'address at which people reach the system; links in mails begin with it',
    },
    remedy: {
      zh: '请设为只含协议和主机的网址，例如 https://kepu.example.cn；生产环境必填，且须为 https（本机地址除外）',
      en: 'set it to scheme and host only, such as https://kepu.example.cn; needed in production, and there with https (but for an address of this machine itself)',
    },
  },
  {
    name: 'GAMES_ORIGIN',
    default: 'http://games.localhost:PORT; production: none',
    meaning: {
      zh: '游戏作品运行的网址，须与 SERVER_URL 主机名不同并指向本进程；不设则网页上不能玩游戏，只能下载',
      en: 'address at which games are played: another host name than that of SERVER_URL, and it leads to this process; without it games are downloaded and not played',
    },
    remedy: {
      zh: '请设为只含协议和主机的网址，例如 https://kepu-games.example.cn；主机名须与 SERVER_URL 不同，生产环境须为 https（本机地址除外）',
      en: 'set it to scheme and host only, such as https://kepu-games.example.cn; another host name than in SERVER_URL, and in production with https (but for an address of this machine itself)',
    },
  },
  {
    name: 'GAMES_FRAMES',
    default: '',
    meaning: {
      zh: '除本系统外，还允许哪些网站在自己的网页中嵌入已发布的游戏，以空格分隔',
      en: 'web sites, besides this one, that may show released games in pages of their own, separated by spaces',
    },
    remedy: {
      zh: '请写成以空格分隔的网址，例如 https://www.example.cn https://m.example.cn，只含协议和主机',
      en: 'write addresses separated by spaces, such as https://www.example.cn https://m.example.cn, scheme and host only',
    },
  },
  {
    name: 'STORAGE_DIR',
    default: '.data/files',
    meaning: {
      zh: '上传文件的存放目录；使用 S3 时只存放上传中的文件和临时副本',
      en: 'folder for uploaded files; with S3 only for uploads under way and copies in use',
    },
    remedy: { zh: '请设为一个可写的目录', en: 'set it to a folder that can be written' },
  },
  {
    name: 'S3_BUCKET',
    default: '',
    meaning: {
      zh: '兼容 S3 的存储桶，设置后文件存入其中；不设则存入 STORAGE_DIR',
      en: 'bucket of an S3-compatible server, which then holds the files; without it STORAGE_DIR does',
    },
    remedy: {
      zh: '请设为已建好的存储桶名；不用 S3 时请去掉所有 S3 变量',
      en: 'set it to the name of a bucket that exists; without S3 remove all S3 variables',
    },
  },
  {
    name: 'S3_ENDPOINT',
    default: '',
    meaning: {
      zh: 'S3 服务的地址；不设则为 AWS 在该地域的地址',
      en: 'address of the S3 server; without it that of AWS in the region',
    },
    remedy: {
      zh: '请设为只含协议和主机的地址，例如 https://s3.example.cn，并确认服务可以连通',
      en: 'set it to scheme and host only, such as https://s3.example.cn, and see that the server answers',
    },
  },
  {
    name: 'S3_REGION',
    default: 'us-east-1',
    meaning: { zh: '存储桶的地域', en: 'region of the bucket' },
    remedy: { zh: '请设为存储桶所在的地域', en: 'set it to the region that the bucket is in' },
  },
  {
    name: 'S3_ACCESS_KEY_ID',
    default: '',
    meaning: {
      zh: '访问密钥的编号；与密钥都不设时由运行环境提供（如云主机角色）',
      en: 'id of the access key; without it and its secret the surroundings provide them (such as the role of a machine)',
    },
    remedy: {
      zh: '请与 S3_SECRET_ACCESS_KEY 一起设置，并授予读、写、删除和列出该桶的权限',
      en: 'set it together with S3_SECRET_ACCESS_KEY, and allow it to read, write, delete and list in the bucket',
    },
  },
  {
    name: 'S3_SECRET_ACCESS_KEY',
    default: '',
    meaning: { zh: '访问密钥', en: 'secret of the access key' },
    remedy: {
      zh: '请与 S3_ACCESS_KEY_ID 一起设置，并核对密钥',
      en: 'set it together with S3_ACCESS_KEY_ID, and see that it is right',
    },
  },
  {
    name: 'S3_PATH_STYLE',
    default: 'on',
    meaning: {
      zh: '桶名写在路径中（on）还是主机名中（off）；部分云服务只接受后者',
      en: 'whether the name of the bucket stands in the path (on) or in the host name (off), which some clouds insist on',
    },
    remedy: { zh: '请设为 on 或 off', en: 'set it to on or off' },
  },
  {
    name: 'S3_PREFIX',
    default: '',
    meaning: {
      zh: '桶内所有文件名的前缀，与他人共用存储桶时设置',
      en: 'what the keys of all files begin with, for a bucket that others use too',
    },
    remedy: {
      zh: '请只用字母、数字、点、横线、下划线和斜线，且不以斜线开头',
      en: 'use letters, digits, dots, dashes, underscores and slashes only, and no slash at the beginning',
    },
  },
  {
    name: 'UPLOAD_QUOTA_GB',
    default: '20',
    meaning: {
      zh: '每人已存和正在上传的文件合计上限，单位 GiB',
      en: 'the most that one person may have stored and under way together, in GiB',
    },
    remedy: { zh: '请设为数字，例如 20 或 0.5', en: 'set it to a number such as 20 or 0.5' },
  },
  {
    name: 'UPLOAD_DISK_RESERVE_GB',
    default: '2',
    meaning: {
      zh: '磁盘保留空间，单位 GiB：剩余空间将低于此数时不再接受新的上传',
      en: 'what uploads leave free on the disk, in GiB: a new one that would use it is refused',
    },
    remedy: { zh: '请设为数字，例如 2 或 0.5', en: 'set it to a number such as 2 or 0.5' },
  },
  {
    name: 'UPLOAD_DAYS',
    default: '7',
    meaning: {
      zh: '中断的上传保留多少天以待续传，之后清除并通知本人',
      en: 'for how many days an interrupted upload waits to be resumed; then it is removed and its owner told',
    },
    remedy: { zh: '请设为 1 到 999 的整数', en: 'set it to a whole number from 1 to 999' },
  },
  {
    name: 'VIRUS_SCAN',
    default: '',
    meaning: {
      zh: '上传文件的病毒扫描：clamd://主机:端口（ClamAV）；不设则不扫描',
      en: 'looks at uploads for viruses: clamd://host:port (ClamAV); without it nothing does',
    },
    remedy: {
      zh: '请写成 clamd://主机:端口，例如 clamd://127.0.0.1:3310',
      en: 'write clamd://host:port, such as clamd://127.0.0.1:3310',
    },
  },
  {
    name: 'MAIL_TRANSPORT',
    default: 'file:.data/mail',
    meaning: {
      zh: '邮件去向：file:目录（写成 .eml 文件）或 smtp://、smtps:// 地址',
      en: 'where mails go: file:folder (written as .eml files), or an smtp:// or smtps:// address',
    },
    remedy: {
      zh: '请写成 file:目录，或 smtp://用户:密码@主机:端口',
      en: 'write file:folder, or smtp://user:password@host:port',
    },
  },
  {
    name: 'MAIL_FROM',
    default: '科普共创 <no-reply@localhost>',
    meaning: { zh: '发件人；使用 SMTP 时必填', en: 'sender of mails; needed with SMTP' },
    remedy: {
      zh: '请写成 name@example.cn 或 名称 <name@example.cn>',
      en: 'write name@example.cn or Name <name@example.cn>',
    },
  },
  {
    name: 'TRUST_PROXY',
    default: '0',
    meaning: {
      zh: '本进程之前有几层自己的反向代理；客户端地址按此从 X-Forwarded-For 取得，0 表示不看这个请求头',
      en: 'how many reverse proxies of your own stand before this process; the client address is taken from X-Forwarded-For accordingly, 0 = the header is not looked at',
    },
    remedy: { zh: '请设为 0 到 9 的整数', en: 'set it to a whole number from 0 to 9' },
  },
  {
    name: 'LOG_LEVEL',
    default: 'info',
    meaning: { zh: '日志级别', en: 'how much is logged' },
    remedy: {
      zh: '请设为 fatal、error、warn、info、debug、trace 或 silent',
      en: 'set it to fatal, error, warn, info, debug, trace or silent',
    },
  },
  {
    name: 'WORKER',
    default: 'on',
    meaning: {
      zh: '本进程是否执行到期事项（邮件、定时步骤）：on 或 off',
      en: 'whether this process does what is due (mails, timed steps): on or off',
    },
    remedy: { zh: '请设为 on 或 off', en: 'set it to on or off' },
  },
  {
    name: 'AI_LABEL_PROPAGATOR',
    default: '科普共创',
    meaning: {
      zh: '文件元数据隐式标识中的传播者名称或编码（GB 45438-2025）',
      en: 'name or code of the propagator in the implicit AI label of files (GB 45438-2025)',
    },
    remedy: { zh: '请设为不超过100个字符的名称或编码', en: 'set it to a name or code of at most 100 characters' },
  },
  {
    name: 'SEED_DEMO',
    default: 'off',
    meaning: {
      zh: '启动时写入演示数据：on 或 off；生产环境不允许',
      en: 'writes demo data at start: on or off; refused in production',
    },
    remedy: {
      zh: '请设为 on 或 off；生产环境请去掉此变量',
      en: 'set it to on or off; in production remove it',
    },
  },
  {
    name: 'TEST_CLOCK',
    default: '',
    meaning: {
      zh: '仅供测试：存放当前时刻的文件；要求监听本机地址且库名以 test 开头',
      en: 'for tests only: file that holds the present instant; needs a loopback HOST and a database whose name begins with test',
    },
    remedy: {
      zh: '请去掉此变量；测试时请监听 127.0.0.1 并使用名称以 test 开头的数据库',
      en: 'remove it; in tests listen on 127.0.0.1 and use a database whose name begins with test',
    },
  },
  {
    name: 'TEST_CRASH_AT',
    default: '',
    meaning: {
      zh: '仅供测试：进程在此处中止；限制与 TEST_CLOCK 相同',
      en: 'for tests only: where the process is to die; same limits as TEST_CLOCK',
    },
    remedy: {
      zh: '请去掉此变量；测试时请监听 127.0.0.1 并使用名称以 test 开头的数据库',
      en: 'remove it; in tests listen on 127.0.0.1 and use a database whose name begins with test',
    },
  },
  {
    name: 'TEST_SHARE_DATABASE',
    default: 'off',
    meaning: {
      zh: '仅供测试：允许多个进程同时使用一个 SQLite 文件，on 或 off；限制与 TEST_CLOCK 相同',
      en: 'for tests only: lets several processes use one SQLite file, on or off; same limits as TEST_CLOCK',
    },
    remedy: {
      zh: '请去掉此变量；测试时请监听 127.0.0.1 并使用名称以 test 开头的数据库',
      en: 'remove it; in tests listen on 127.0.0.1 and use a database whose name begins with test',
    },
  },
] as const satisfies readonly ConfigVariable[]

export type ConfigName = (typeof configVariables)[number]['name']
