process.env.PAYLOAD_SECRET='x'.repeat(40); process.env.TEST_RUN='probe'+process.pid
const { startPayload } = await import('./test/support/payload.ts')
const { openStore } = await import('./workflows/engine/index.ts')
const { projected } = await import('./workflows/release/project.ts')
const { newest } = await import('./workflows/release/listing.ts')
const t = await startPayload(); const db=t.payload.db as any; const {reader}=openStore(t.payload)
const text = '科学素养是公民素质的重要组成部分，急救知识、应急避险、健康生活方式的传播离不开好作品。'.repeat(20)
const formats=['video','comic','article','game'], themes=['S','E','N','H','O'], aud=['youth','farmer','worker','elderly','cadre','general']
let rows:any[]=[]
for (let i=0;i<10000;i++){
  const at=new Date(1.7e12+i*1000).toISOString()
  const rep={number:`KP-${i}`,title:`第${i}号作品`,abstract:'摘要'+i,format:formats[i%4],theme:themes[i%5],audience:[aud[i%6]],keywords:[],creditLine:'作者',licence:{code:'cc-by-4.0',textKey:'licence.cc-by-4.0'},aiUse:'none',version:1,funding:{funded:false},files:[],body:{type:'doc',blocks:[{type:'paragraph',text}]}} as any
  rows.push({id:'w'+i,...projected(null,{id:`r${i}`,seq:i+2,kind:'publish',work:`w${i}`,workNumber:rep.number,version:1,scope:{channels:'all',territory:'all'},notBefore:{default:null},dueLast:'',representationVersion:1,representation:rep,reason:null,at} as any),createdAt:at,updatedAt:at})
}
for (let i=0;i<10000;i+=500) await db.drizzle.insert(db.tables.catalogue).values(rows.slice(i,i+500))
await db.drizzle.run('ANALYZE')
const orig=db.client.execute.bind(db.client)
const time=async(n:string,f:()=>Promise<unknown>,k=50)=>{for(let i=0;i<5;i++)await f();const s=performance.now();for(let i=0;i<k;i++)await f();console.log(n,((performance.now()-s)/k).toFixed(2))}
const asked=(filters:any)=>({viewer:{channels:['press']},filters,query:null,now:'2026-06-01'}) as any
await time('newest',()=>newest(reader,asked({}),null,20))
await time('newest theme',()=>newest(reader,asked({themes:['N']}),null,20))
await time('newest themes',()=>newest(reader,asked({themes:['N','H']}),null,20))
await time('newest audience+format',()=>newest(reader,asked({audiences:['youth'],formats:['comic']}),null,20))
await time('newest none',()=>newest(reader,asked({audiences:['youth'],formats:['video'],themes:['S']}),null,20))
await time('waiting',()=>reader.find('catalogue',{dueLast:{greater_than:'2026'}}))
const raw=async(q:string)=>{const r=await db.drizzle.all(q);console.log(q.slice(0,200),JSON.stringify(r))}
const {sql}=await import('@payloadcms/db-sqlite/drizzle')
for (const q of [`explain query plan select * from catalogue where live='yes' and channels like '%|all|%' order by published_seq desc, created_at desc limit 21`,`explain query plan select * from catalogue where live='yes' and theme in ('N') and channels like '%|all|%' order by published_seq desc, created_at desc limit 21`,`explain query plan select * from catalogue where live='yes' and theme in ('N','H') and channels like '%|all|%' order by published_seq desc, created_at desc limit 21`]) { const r=await db.drizzle.all(sql.raw(q)); console.log(JSON.stringify(r.map((x:any)=>x.detail??x[3])))}
// see actual SQL
const {client}=db; const ex=client.execute.bind(client); let shown=0
client.execute=async(a:any)=>{ if(shown++<3)console.log(String(a.sql??a).slice(0,1500), JSON.stringify(a.args)); return ex(a)}
await newest(reader,asked({themes:['N','H']}),null,20)
await t.close();process.exit(0)
